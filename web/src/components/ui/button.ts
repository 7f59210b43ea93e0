// One component, imported from its own file: the package's index would have every build read all of it.
import "element-plus/es/components/button/style/css";

export { ElButton } from "element-plus/es/components/button/index";
