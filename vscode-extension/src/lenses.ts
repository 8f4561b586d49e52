import { type Disposable, Location, Position, Range, Uri, commands } from 'vscode';

/** A place as the protocol writes it. */
interface Place {
  readonly uri: string;
  readonly range: { readonly start: Point; readonly end: Point };
}

interface Point {
  readonly line: number;
  readonly character: number;
}

/** What a lens leads to is shown where the lens stands: the editor's own command takes its own types. */
export function registerLenses(): Disposable {
  return commands.registerCommand(
    'datasurface.showReferences',
    (uri: string, at: Point, places: readonly Place[]) =>
      commands.executeCommand(
        'editor.action.showReferences',
        Uri.parse(uri),
        position(at),
        places.map((place) => new Location(Uri.parse(place.uri), range(place.range))),
      ),
  );
}

function position({ line, character }: Point): Position {
  return new Position(line, character);
}

function range({ start, end }: Place['range']): Range {
  return new Range(position(start), position(end));
}
