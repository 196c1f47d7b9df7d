/** Takes a picture by dragging, pasting or choosing, and shows that it is being read. */

import { Card } from "../../../components/Card.tsx";
import { DropZone } from "../../../components/DropZone.tsx";
import { ImageIcon } from "../../../components/icons.tsx";
import { ProgressBar } from "../../../components/ProgressBar.tsx";
import { t } from "../../../lib/platform/i18n.ts";

export interface PictureCardProps {
  readonly isReading: boolean;
  readonly isOpen: boolean;
  readonly onFile: (file: File) => void;
  readonly onCancel: () => void;
}

/** What the file chooser offers first; the file's own header decides. */
const accepted = "image/png,image/jpeg,image/gif,image/webp,image/bmp";

export function PictureCard({ isReading, isOpen, onFile, onCancel }: PictureCardProps) {
  return (
    <Card title={t("add.picture.title")} icon={<ImageIcon />}>
      {isReading ? (
        <ProgressBar
          label={t("add.picture.reading")}
          detail={t("add.picture.readingDetail")}
          progress={null}
          cancel={{ label: t("add.picture.cancel"), onCancel }}
        />
      ) : (
        <DropZone
          label={t("add.picture.drop")}
          hint={t("add.picture.hint")}
          chooseLabel={t("add.picture.choose")}
          accept={accepted}
          isDisabled={!isOpen}
          onFiles={([file]) => {
            if (file !== undefined) onFile(file);
          }}
        />
      )}
    </Card>
  );
}
