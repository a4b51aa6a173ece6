// Where food comes from and what is said of shops.
#include "skills/food/choosing/facts.hpp"

namespace errand::skills::food::choosing {

const std::string_view kWordFacts = R"(
川菜 四川 四川菜 川味 成都 自贡 重庆 巴蜀 渝|sichuan,szechuan|Sichuan Chinese
湘菜 湖南 湖南菜 长沙|hunan|Hunan Chinese
粤菜 广东 广东菜 潮汕 港式 粤式 广式 顺德 茶餐厅|cantonese|Cantonese Chinese
陕菜 陕西 陕西菜 西安 秦 老陕 潼关|shaanxi|Shaanxi Chinese
东北菜 东北 铁锅炖|northeastern chinese,dongbei|Northeast Chinese
新疆 新疆菜 西北 西北菜 青海 兰州|xinjiang|Xinjiang Chinese
浙菜 江浙 江浙菜 杭帮菜 本帮菜 苏帮菜 绍兴 绍兴菜 吴越 苏式 淮扬 淮扬菜 无锡|jiangsu,zhejiang,shanghainese|Jiangzhe Chinese
鲁菜 山东 山东菜 青岛 沂蒙|shandong|Shandong Chinese
云南 云南菜 滇菜 傣味|yunnan|Yunnan Chinese
北京 北京菜 京菜 老北京|beijing|Beijing Chinese
湖北 湖北菜 武汉 鄂菜|hubei|Hubei Chinese
闽菜 福建 沙县 闽南|fujian|Fujian Chinese
江西 赣菜 江西菜|jiangxi|Spicy Chinese
贵州 贵州菜 黔菜|guizhou|Spicy Sour Chinese
中餐 中式 中国菜 炒菜 小炒 土菜 农家菜 家常菜 饭店 菜馆|chinese food|Chinese Dish
泰餐 泰式 泰国 泰国菜 泰|thai|Thai
日料 日式 日本菜 日本料理|japanese|Japanese
韩餐 韩式 韩国 韩国菜 朝族 朝鲜族|korean|Korean
西餐 法餐 意大利|western,italian,french|Western
越南 越南菜|vietnamese|Vietnamese
印度 印度菜|indian|Indian
包装好 包装 外卖包装好 包装精良 包装精美|good packaging|GoodPackaging
可堂食 堂食 堂食店 有堂食|dine in,dine-in|DineIn
干净 卫生 干净卫生 干净又有营养|clean,hygienic|Clean
品牌连锁店 连锁 品牌 靠谱 大牌|chain,brand,reliable|Brand
正宗 地道 口味正宗 老字号 地道陕西菜|authentic|Authentic
实惠 价格实惠 超值 便宜 划算 性价比|good value,cheap|Cheap
热门榜 口味榜 好评榜 必点榜 人气榜 榜第1名 上榜餐厅|top of the list|Popular
卖得最好 销量最好 销量最高 销量第一 销量第1 门店销量第1名 店内销量第一 门店销量第一名 店内复购第1名 热销 爆款 人气 招牌 必点 畅销 回头客多 复购 最火 经典推荐 网友推荐 好评第一|best seller,popular|Popular
24小时营业 夜间 通宵 深夜|open all night,24 hours|AllNight
)";

}  // namespace errand::skills::food::choosing
