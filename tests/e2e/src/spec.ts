import type { Editor } from './editor.ts';

/** What a spec works with. */
export interface Bench {
  editor: Editor;
  /** The copy of the model that is open. */
  folder: string;
  /** Keeps a picture of what there is to see. */
  picture: (name: string) => Promise<void>;
}

/** One story, told from opening a model to the end. */
export interface Spec {
  name: string;
  /** The sample model that it is told with. */
  model: string;
  /** Makes of its copy what the story begins with. */
  prepare?: (folder: string) => Promise<void>;
  run: (bench: Bench) => Promise<void>;
}
