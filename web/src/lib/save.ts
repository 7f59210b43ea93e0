// A file into the download folder: from the server, with its own words if it refuses, or made on the page.
import { send } from "@/api/client";

function save(blob: Blob, name: string): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  URL.revokeObjectURL(link.href);
}

export async function saveFile(url: string, name: string): Promise<void> {
  const response = await send("GET", url);
  save(await response.blob(), name);
}

export function saveBytes(bytes: Uint8Array<ArrayBuffer>, name: string): void {
  save(new Blob([bytes], { type: "application/octet-stream" }), name);
}
