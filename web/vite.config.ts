// Builds the pages into dist/, which `panhuo serve` hands out. The browser floor is that of the Chromium-based office
// browsers in use (360, 奇安信): Chromium 86.
import vue from "@vitejs/plugin-vue";
import { defineConfig } from "vitest/config";

export default defineConfig({
  resolve: { alias: { "@": new URL("./src", import.meta.url).pathname } },
  plugins: [vue()],
  define: {
    // vue-i18n: composition only, and no interpreter made from text (the pages forbid eval).
    __VUE_I18N_LEGACY_API__: false,
    __VUE_I18N_FULL_INSTALL__: false,
    __INTLIFY_PROD_DEVTOOLS__: false,
    __VUE_OPTIONS_API__: true,
    __VUE_PROD_DEVTOOLS__: false,
  },
  build: {
    target: "chrome86",
    cssTarget: "chrome86",
    manifest: true,
    // A file inlined as data: would need an exception in the policy that the server sends.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 1200,
  },
  server: { proxy: { "/api": process.env.PANHUO_SERVER ?? "http://127.0.0.1:8080" } },
  test: { include: ["src/**/*.test.ts"] },
});
