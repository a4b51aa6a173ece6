// Owns: things of home, food, health, travel, nature, sport and the arts in English and Chinese;
// the form is that of senses_deeds.cpp.
#include "tool/concepts.hpp"

namespace errand::tool {

namespace {

constexpr std::string_view kSenses = R"(
accident crash collision | 事故 车祸
accommodation lodging | 住宿
actor actress | 演员
adult | 成人 大人
air | 空气
air_conditioner air_conditioning | 空调
air_quality pollution | 空气质量 污染 雾霾
airline | 航空公司
airport | 机场
album | 专辑 相册
alcohol liquor spirits | 酒 烈酒 白酒
allergy allergic | 过敏
ambulance | 救护车
animal | 动物
anniversary | 纪念日 周年
apartment flat | 公寓 套房
apple | 苹果
appliance | 家电 电器
architecture architect | 建筑 建筑师
art artwork | 艺术 艺术品
artist | 艺术家 画家
aunt | 阿姨 姑姑
baby infant | 婴儿 宝宝
backpack rucksack | 背包 双肩包
bag handbag | 包 手提包 袋子
bakery | 面包店
balcony | 阳台
ball | 球
ballet | 芭蕾
band | 乐队
bar pub | 酒吧
basketball | 篮球
bath bathtub | 浴缸 洗澡
bathroom toilet restroom | 浴室 厕所 卫生间 洗手间
battery | 电池 电量
beach seaside | 海滩 沙滩 海边
bean | 豆 豆子
beauty_salon barber hairdresser haircut | 理发 美发 理发店 剪发
bed | 床
bedroom | 卧室
beef | 牛肉
beer | 啤酒
bell | 铃 钟声
bicycle bike cycling cycle | 自行车 单车 骑行
bird | 鸟 鸟类
birthday | 生日
blanket quilt | 毯子 被子
blood | 血 血液
blood_pressure | 血压
board_game | 桌游
boat ship vessel | 船 船只 轮船 小船
body | 身体
bone | 骨头
boots boot | 靴子
bottle | 瓶 瓶子
box | 盒子 箱子
bread | 面包
breakfast | 早餐 早饭
bridge | 桥 大桥
brother | 兄弟 哥哥 弟弟
bucket | 桶
building | 建筑 楼 大楼
bulb lamp light lighting | 灯 灯泡 灯光 照明 电灯
bus coach | 公交 公交车 巴士 大巴 客车
bus_line bus_route | 公交线路 公交路线
bus_stop | 公交站
butter | 黄油
cabin hut lodge | 小屋 木屋
cake pastry | 蛋糕 糕点 点心
calorie | 卡路里 热量
camera webcam | 相机 摄像头 照相机 摄像机
campsite camping | 露营 营地
candle | 蜡烛
candy sweets | 糖果
capital_city | 首都
car automobile | 汽车 轿车 小汽车
card_game | 纸牌 扑克
carpet rug | 地毯
castle | 城堡
cat kitten | 猫 小猫
ceiling | 天花板
cemetery grave | 墓地
chair seat | 椅子 座位 座椅
cheese | 奶酪 芝士
chef cook | 厨师
chess | 象棋 国际象棋 棋局 下棋 棋
chicken | 鸡肉 鸡
child children kid | 孩子 儿童 小孩
chocolate | 巧克力
christmas | 圣诞 圣诞节
church | 教堂
cigarette smoking tobacco | 香烟 吸烟 烟草
cinema movie_theater | 电影院 影院
city town | 城市 城镇
climate | 气候
clinic | 诊所
clock watch | 时钟 手表 钟表
clothes clothing garment apparel | 衣服 服装 衣物
cloud cloudy | 多云
club | 俱乐部 社团
coach | 教练
coast shore | 海岸 岸边
coat jacket overcoat | 大衣 外套 夹克
cocktail | 鸡尾酒
coffee | 咖啡
coin | 硬币
color colour | 颜色
comedy | 喜剧
comic manga cartoon | 漫画 动画
concert gig | 音乐会 演唱会
cosmetics makeup | 化妆品 彩妆
cottage | 农舍 别墅
country nation | 国家
couple | 夫妻 情侣
courier parcel_delivery | 快递员 快递
cousin | 表兄 堂兄 表妹
cow cattle | 牛 奶牛
cruise | 游轮 邮轮
cuisine | 菜系 美食
cup mug | 杯子 杯
curtain blind | 窗帘
dance | 舞蹈 跳舞
date_of_birth | 出生日期
daughter | 女儿
dentist tooth teeth | 牙医 牙齿 牙科
desert | 沙漠
desk table | 桌子 书桌
dessert | 甜点 甜品
diaper nappy | 尿布 纸尿裤
diet | 饮食 节食
dinner supper | 晚餐 晚饭
disease illness sickness | 疾病 病
dish plate | 盘子 菜品
dog puppy | 狗 小狗
doll toy | 玩具 娃娃
doctor physician | 医生 大夫
door gate | 门
dream | 梦 梦想
dress skirt | 裙子 连衣裙
driver | 司机 驾驶员
driving_licence driver's_license | 驾照 驾驶证
drone | 无人机
drug medicine medication pill | 药 药品 药物
duck | 鸭 鸭子
dumpling | 饺子
ear | 耳朵
earphone headphone | 耳机
earth | 地球
earthquake | 地震
egg | 鸡蛋 蛋
electricity power | 电力 用电 电
elephant | 大象
elevator lift | 电梯
embassy consulate | 大使馆 领事馆
engine motor | 发动机 引擎
entrance | 入口
environment | 环境
eye | 眼睛
face | 脸 面部
family | 家庭 家人
fan | 风扇 粉丝
farm | 农场
farmer | 农民
father dad | 父亲 爸爸
ferry | 渡轮 轮渡
festival | 节日
fever | 发烧
film movie | 电影 影片
fire | 火灾 火
fireplace | 壁炉
firework | 烟花
fish | 鱼
fishing | 钓鱼
fitness gym workout | 健身 健身房 锻炼
flat_tire tire tyre | 轮胎
flight | 航班 飞行
flood | 洪水
floor | 地板 楼层
flower bouquet | 花 鲜花 花束
flu cold | 感冒 流感
food | 食物 食品
foot | 脚
football soccer | 足球
forest woods | 森林
fork | 叉子
fox | 狐狸
friend | 朋友
fruit | 水果
fuel petrol gasoline | 汽油 燃料 加油
funeral | 葬礼
furniture | 家具
gallery | 画廊
game | 游戏
garage | 车库 修车
garden | 花园 园子
gas | 燃气 煤气 天然气
gift present | 礼物 礼品
gift_card | 礼品卡
girl | 女孩
glass | 玻璃
glasses spectacles | 眼镜
glove | 手套
gold | 黄金 金
golf | 高尔夫
grandfather grandpa | 爷爷 外公 祖父
grandmother grandma | 奶奶 外婆 祖母
grape | 葡萄
grass lawn | 草地 草坪
grocery groceries | 杂货 食品杂货
guitar | 吉他
hair | 头发
ham | 火腿
hand | 手
hat cap | 帽子
health | 健康
heart | 心脏 心
heater heating radiator | 暖气 取暖器 供暖 加热器
helicopter | 直升机
helmet | 头盔
hill | 小山 山坡
hobby | 爱好
holiday_home | 度假屋
home | 家
honey | 蜂蜜
horse | 马
hospital | 医院
hostel | 青年旅舍 旅舍
hotel | 酒店 宾馆 旅馆
house | 房子 房屋
housekeeper cleaner | 保洁 家政
husband | 丈夫 老公
ice | 冰
ice_cream | 冰淇淋 冰激凌
ingredient | 食材 配料
insect | 昆虫
island | 岛 岛屿
itinerary | 行程
jam | 果酱
jeans | 牛仔裤
jewelry jewellery necklace | 珠宝 首饰 项链
juice | 果汁
kettle | 水壶
kindergarten nursery | 幼儿园
kitchen | 厨房
knife | 刀
lake | 湖 湖泊
lamb mutton | 羊肉
laundry | 洗衣 洗衣店
leg | 腿
lemon | 柠檬
library_book | 图书 藏书
lion | 狮子
living_room | 客厅
lock | 锁
luggage baggage suitcase | 行李 行李箱
lunch | 午餐 午饭
magic | 魔术
man | 男人
map | 地图
marathon | 马拉松
mask | 口罩 面具
massage | 按摩
match | 比赛
mattress | 床垫
meal | 餐 饭
meat | 肉 肉类
menu | 菜单
metro subway underground | 地铁
milk | 牛奶
milk_tea bubble_tea | 奶茶
mirror | 镜子
mobile_phone phone smartphone telephone | 手机 电话
monkey | 猴子
moon | 月亮 月球
mosquito | 蚊子
mother mum mom | 母亲 妈妈
motorcycle motorbike | 摩托车
mountain | 山 高山 山脉
museum | 博物馆
mushroom | 蘑菇
music | 音乐
musical | 音乐剧
musician | 音乐家
nail | 指甲
neighbour neighbor | 邻居
nose | 鼻子
novel fiction | 小说
nurse | 护士
nutrition | 营养
ocean sea | 大海 海洋 海
oil | 油
olympics | 奥运会
onion | 洋葱
opera | 歌剧
orange | 橙子
orchestra | 乐团
oven | 烤箱
painting oil_painting | 油画 绘画 画作
palace | 宫殿
panda | 熊猫
paragliding | 滑翔伞
parcel package | 包裹 快递
parents | 父母
park | 公园
parking_space parking_lot | 停车位 停车场 车位
passenger | 乘客 旅客
passport | 护照
patient | 病人 患者
pen pencil | 笔 铅笔
pepper | 胡椒 辣椒
perfume | 香水
person people | 人
pet | 宠物
pharmacy chemist | 药店 药房
photo photograph | 照片 相片
photographer photography | 摄影 摄影师
piano | 钢琴
pig pork | 猪肉 猪
pillow | 枕头
pilot | 飞行员
pizza | 披萨 比萨
plane airplane aircraft | 飞机
planet | 行星
plant houseplant | 植物 绿植
playground | 游乐场 操场
playlist | 歌单 播放列表
plumber | 水管工 管道工
poem poetry verse | 诗 诗歌 诗词
police | 警察 公安
pond | 池塘
pool swimming_pool | 泳池 游泳池
porridge | 粥
post_office | 邮局
postcard | 明信片
potato | 土豆 马铃薯
pregnancy pregnant | 怀孕 孕期
pub | 酒馆
puzzle | 谜题 拼图
rabbit | 兔子
radio | 收音机 电台 广播
rain rainfall | 雨 下雨 降雨
recipe | 菜谱 食谱 做法
refrigerator fridge | 冰箱
restaurant | 餐厅 餐馆 饭店 饭馆
rice | 米饭 大米
ring | 戒指
river stream | 河 河流 江
road street | 道路 街道 路
robot | 机器人
roof | 屋顶
rope | 绳子
route | 路线
safari zoo | 动物园
salad | 沙拉
salt | 盐
sand | 沙子
sandwich | 三明治
sauna spa | 桑拿 水疗 温泉
scarf | 围巾
scenery landscape | 风景 景色
scenic_spot attraction sight sightseeing | 景点 景区 名胜
scooter | 滑板车 踏板车
sculpture statue | 雕塑 雕像
season | 季节
seed | 种子
sheep | 羊 绵羊
shirt | 衬衫 衬衣
shoe shoes sneaker | 鞋 鞋子 运动鞋
shower | 淋浴
shrimp prawn | 虾
singer | 歌手
sister | 姐妹 姐姐 妹妹
size | 尺寸 尺码 大小
skateboard | 滑板
ski skiing | 滑雪
skin skincare | 皮肤 护肤
sky | 天空
snack | 零食 小吃
snake | 蛇
snow | 雪 下雪
soap | 肥皂
sock | 袜子
sofa couch | 沙发
son | 儿子
song | 歌 歌曲
soup | 汤
souvenir | 纪念品
space | 太空 宇宙
speaker loudspeaker | 音箱 扬声器
spice | 香料
spoon | 勺子
sport sports | 体育 运动
square | 广场
stadium | 体育场 球场
stage | 舞台
stairs | 楼梯
stamp | 邮票
star | 明星 星星
station | 车站 站
stomach | 胃 肚子
storm typhoon hurricane | 暴风雨 台风 风暴
story tale | 故事
strawberry | 草莓
sugar | 糖
suit | 西装
sun sunshine sunny | 太阳 晴天
sunglasses | 太阳镜 墨镜
sunrise | 日出
sunset | 日落
supermarket | 超市
surgeon | 外科医生
swimsuit | 泳衣
symptom | 症状
t-shirt | T恤
table_tennis ping-pong | 乒乓球
tablet | 平板电脑
taxi cab | 出租车 的士 打车
tea | 茶 茶叶
television tv | 电视 电视机
temperature | 温度 气温
temple | 寺庙
tennis | 网球
tent | 帐篷
theater theatre | 剧院 剧场
thermostat | 恒温器 温控
thunder lightning | 雷电 打雷
ticket admission | 票 门票 车票
tide | 潮汐
tiger | 老虎
tomato | 番茄 西红柿
tooth_brush toothbrush | 牙刷
tour | 旅游团 游览
tour_guide | 导游
tourist | 游客
towel | 毛巾
tower | 塔
toy | 玩具
trail path | 小径 步道
train railway | 火车 列车 铁路
tram | 有轨电车
travel_agency | 旅行社
tree | 树 树木
trousers pants | 裤子
truck lorry | 卡车 货车
tunnel | 隧道
umbrella | 雨伞 伞
uncle | 叔叔 舅舅
underwear | 内衣
vaccine vaccination | 疫苗 疫苗接种
vegetable | 蔬菜
vegetarian vegan | 素食 素菜
village | 村庄 村子
violin | 小提琴
visa | 签证
vitamin | 维生素
volcano | 火山
volleyball | 排球
volunteer | 志愿者 义工
wall | 墙
washing_machine | 洗衣机
water | 水
waterfall | 瀑布
watermelon | 西瓜
wave | 海浪
weather | 天气
weather_station | 气象站
wedding | 婚礼
wheel | 轮子 车轮
wife | 妻子 老婆
wind | 风 风力
window | 窗户 窗口
wine | 葡萄酒 红酒
wolf | 狼
woman | 女人 女士
wood timber | 木材 木头
world | 世界
yoga | 瑜伽
yogurt | 酸奶
zodiac horoscope | 星座 生肖 运势
)";

}  // namespace

std::string_view senses_of_life() {
    return kSenses;
}

}  // namespace errand::tool
