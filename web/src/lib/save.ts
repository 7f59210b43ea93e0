// A file from the server into the download folder, with the server's own words if it refuses.
import { send } from "@/api/client";

export async function saveFile(url: string, name: string): Promise<void> {
  const response = await send("GET", url);
  const link = document.createElement("a");
  link.href = URL.createObjectURL(await response.blob());
  link.download = name;
  link.click();
  URL.revokeObjectURL(link.href);
}
