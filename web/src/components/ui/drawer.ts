import "element-plus/es/components/drawer/style/css";

export { ElDrawer } from "element-plus/es/components/drawer/index";
