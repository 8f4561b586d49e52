/** What the page of the panel is made from. */
export interface PageParts {
  /** Where the webview may load from. */
  source: string;
  script: string;
  style: string;
  nonce: string;
}

/**
 * The page of the panel. Nothing is loaded but our own bundle; the layout runs in a worker made
 * from a blob, since a webview cannot start one from the address of a resource. React Flow puts
 * positions into style attributes.
 */
export function page({ source, script, style, nonce }: PageParts): string {
  const policy = [
    "default-src 'none'",
    `script-src 'nonce-${nonce}'`,
    `style-src ${source} 'unsafe-inline'`,
    `connect-src ${source}`,
    // A drawing becomes a PNG by way of an image.
    'img-src data:',
    'worker-src blob:',
  ].join('; ');
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="UTF-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Inferred Pipelines</title>
<link rel="stylesheet" href="${style}">
</head>
<body>
<div id="root"></div>
<script nonce="${nonce}" src="${script}"></script>
</body>
</html>
`;
}
