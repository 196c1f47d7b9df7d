/** Hands a file to the browser as a download, by a link to a blob: no `downloads` permission is needed. */

/** Long enough for the browser to have read a file of a few megabytes; until then the blob must live. */
const blobLivesMs = 60_000;

/** Returns once the browser was told; where the file goes is the browser's matter. */
export const handOverFile = (name: string, text: string, type: "application/json" | "text/plain"): void => {
  const url = URL.createObjectURL(new Blob([text], { type: `${type};charset=utf-8` }));
  const link = document.createElement("a");
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), blobLivesMs);
};
