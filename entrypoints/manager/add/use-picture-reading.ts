/** Reads one picture at a time; a new one, or leaving the page, ends the old reading. */

import { useEffect, useRef } from "preact/hooks";
import { type PictureOutcome, readCapture, readPictureFile } from "../../../lib/client/read-picture.ts";
import { askBackground } from "../../../lib/platform/messaging.ts";
import { type Stage, stageAfterPicture, stopped } from "./stage.ts";

export interface PictureReading {
  readonly readFile: (file: File) => void;
  readonly cancel: () => void;
}

/** `captureId`: a picture of the screen that waits in the background, handed out once; null when there is none. */
export const usePictureReading = (
  captureId: string | null,
  setStage: (stage: Stage) => void,
): PictureReading => {
  const running = useRef<AbortController | null>(null);

  const read = async (work: (signal: AbortSignal) => Promise<PictureOutcome | null>): Promise<void> => {
    running.current?.abort();
    const stop = new AbortController();
    running.current = stop;
    setStage({ kind: "reading" });
    const outcome = await work(stop.signal);
    if (running.current !== stop) return; // a newer reading owns the page
    running.current = null;
    setStage(outcome === null ? stopped({ kind: "taken" }) : stageAfterPicture(outcome));
  };

  useEffect(() => {
    if (captureId !== null) void read((signal) => takeCapture(captureId, signal)); // its outcome becomes the stage
    return () => {
      running.current?.abort();
      running.current = null;
    };
  }, [captureId]); // one reading per capture

  return {
    readFile: (file) => void read((signal) => readPictureFile(file, signal)), // its outcome becomes the stage
    cancel: () => running.current?.abort(),
  };
};

const takeCapture = async (captureId: string, signal: AbortSignal): Promise<PictureOutcome | null> => {
  const answer = await askBackground("capture.take", { captureId });
  return answer.ok && answer.value !== null ? readCapture(answer.value.picture, signal) : null;
};
