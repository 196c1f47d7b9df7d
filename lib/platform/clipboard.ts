/** Puts digits on the clipboard; needs a click, no permission. False when the browser or a policy refuses. */
export const copyText = async (text: string): Promise<boolean> => {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
};
