// Owns: what everyday words have to do with each other, so that "will it rain" finds a tool that
// speaks of weather, and 天气 does too. One family a line: English words, a bar, Chinese words. A
// word may be in several families. Written from general knowledge of what services do; add a
// family, or words to one, where a tool is not found for want of a word.
#include "tool/concepts.hpp"

namespace errand::tool {

namespace {

constexpr std::string_view kFamilies = R"(
weather forecast rain rainy snow sunny temperature humidity storm wind cloudy umbrella hot cold degrees | 天气 预报 下雨 下雪 气温 温度 湿度 刮风 带伞
air quality pollution smog aqi | 空气 空气质量 污染 雾霾
earthquake quake seismic magnitude tremor disaster | 地震 震级 灾害
movie film cinema show series tv watch stream episode netflix actor director documentary | 电影 影片 电视剧 剧集 看剧 影院 追剧 综艺
music song playlist album artist band singer track concert listen melody tune | 音乐 歌曲 歌单 歌手 专辑 听歌 演唱会
guitar chord piano instrument notation sheet fret strum | 吉他 和弦 钢琴 乐谱 乐器
podcast episode audio broadcast listen | 播客 电台 节目
book novel read reading author library literature fiction | 书 图书 小说 阅读 作者 看书
news headline headlines breaking current events article journalism press latest | 新闻 头条 时事 报道 资讯
sport sports match league team score player football soccer basketball baseball hockey tournament standings nba nfl nhl mlb fixture game season | 体育 比赛 球队 比分 足球 篮球 联赛
chess board checkers opponent checkmate move | 象棋 国际象棋 跳棋 下棋
game play player puzzle gaming level quest fun entertain bored | 游戏 玩 谜题 无聊
puzzle crossword sudoku riddle brain clue guess word | 填字 数独 猜谜 谜语
dice roll d20 rpg random tabletop | 骰子 掷骰子 随机
card cards deck magic spell cribbage | 卡牌 纸牌 牌
stock stocks share shares market price invest investment investing investor portfolio fund etf dividend equity trading finance financial asset wealth | 股票 股价 基金 投资 理财 行情 证券 资产 组合
crypto cryptocurrency bitcoin ethereum coin token blockchain finance | 加密货币 比特币 以太坊 区块链
currency exchange convert rate dollar euro yen pound yuan usd eur gbp | 汇率 换算 外币 兑换 美元 欧元 日元 人民币
loan mortgage credit repayment interest debt payoff installment financial | 贷款 房贷 按揭 利息 还款 债务
tax taxes vat sales irs deduction | 税 报税 个税 税费
bank account transfer balance payment pay wallet | 银行 转账 余额 账户 支付 付款
charity nonprofit donate donation philanthropy volunteer foundation cause | 慈善 捐款 公益 志愿者
funding grant subsidy startup venture funds | 资助 补助 融资
hotel accommodation stay lodging room resort hostel inn airbnb booking | 酒店 住宿 宾馆 民宿 客房
travel trip vacation holiday tour tourism tourist itinerary destination sightseeing attraction visit journey getaway flight | 旅行 旅游 出行 行程 景点 度假 目的地 游玩
flight airline airport plane aviation pilot ticket metar | 航班 机票 飞机 机场 飞行
train railway subway metro station route line transit | 火车 高铁 地铁 车站 线路 列车
taxi ride cab driver uber pickup | 打车 出租车 网约车 司机 叫车
map navigation direction directions route location street address distance nearby drive latitude longitude | 地图 导航 路线 位置 怎么走 距离 附近
parking park carpark garage lot | 停车 车位 停车场
car vehicle auto automobile dealer dealership used suv sedan | 汽车 车辆 二手车 买车
electric ev charger charging supercharger tesla | 充电 充电桩 电动车
petrol gas fuel gasoline diesel | 加油 汽油 油价
traffic speed camera road roadwork police | 路况 测速 交通 堵车
restaurant dining dine table reservation reserve dinner lunch eat cuisine | 餐厅 饭店 订座 吃饭 餐馆 订位 包间
food delivery order takeaway takeout meal hungry | 外卖 点餐 送餐 订餐 点单 饿
recipe cook cooking ingredient dish bake meal kitchen cuisine | 菜谱 做法 做菜 食谱 烹饪 食材
diet nutrition calorie calories healthy weight protein vitamin fat eating meal | 饮食 营养 卡路里 减肥 热量
fitness workout exercise gym training muscle coach strength yoga run | 健身 锻炼 运动 训练 瑜伽 跑步
health medical doctor disease symptom covid flu hospital medicine patient illness vaccine | 健康 医疗 医生 疾病 症状 医院 看病 挂号
clinical trial trials drug study eligibility biomarker | 临床试验 药物
habit habits routine daily goal improvement discipline | 习惯 打卡 目标
drink wine sake beer beverage alcohol cocktail tea coffee | 酒 饮料 奶茶 咖啡 清酒 葡萄酒
plant plants garden gardening flower indoor houseplant watering soil | 植物 花园 园艺 养花 绿植
animal pet dog cat transport puppy horse veterinarian | 宠物 动物 狗 猫
house home apartment property real estate rent rental lease tenant landlord | 房子 租房 公寓 出租 房源 房屋
house home property real estate buy purchase mortgage seller listing | 买房 购房 房产 二手房 楼盘
job career employment hire hiring vacancy position recruiter salary interview work employer | 工作 求职 招聘 职位 面试 薪资
resume cv cover letter application | 简历 求职信
freelance freelancer talent engineer contractor remote writer hire | 自由职业 人才 外包
shop shopping buy purchase product store cart item order retail brand | 购物 买 商品 下单 购物车 商店 网购
compare comparison versus difference better alternative choose option | 比较 对比 区别 哪个好
review reviews rating opinion feedback pros cons | 评价 评论 口碑 优缺点
discount coupon deal deals promo sale save cheap bargain voucher code | 优惠 折扣 优惠券 打折 红包 便宜
gift present birthday anniversary surprise christmas holiday father mother | 礼物 送礼 生日 纪念日
fashion clothes clothing outfit wear style dress shirt apparel wardrobe hoodie t-shirt | 穿搭 衣服 服装 时尚 衬衫
beauty cosmetics makeup skincare lipstick | 美妆 化妆品 护肤 口红
translate translation language foreign tutor speak phrase pronunciation vocabulary learn english spanish french german chinese japanese | 翻译 外语 语言 口语 发音 单词 英语
course learn lesson class education tutorial teach training skill student school study | 课程 学习 教程 上课 培训 教育
child children kid kids toddler parent preschool learning | 孩子 儿童 幼儿 小朋友
exam test quiz ielts toefl question practice | 考试 测验 题目 练习 雅思
flashcard memorize memory spaced repetition study review remember | 记忆 背单词 闪卡 记住
paper research academic scholar scientific journal arxiv citation literature publication scholarly | 论文 学术 文献 研究 期刊 引用
mindmap diagram chart graph plot visualize visualization flowchart draw bar pie | 图表 画图 流程图 思维导图 可视化 折线图 柱状图
data dataset analysis analyze analytics statistics database census | 数据 分析 统计 数据集 人口
sql query database table select | 查询 数据库
notebook python code jupyter programming script markdown | 代码 编程 脚本 笔记本
github repository repo open source project code developer pull commit | 仓库 开源 代码库
server ssh cloud aws azure deploy linux terminal command infrastructure remote | 服务器 云 部署 运维 命令
website site web page deploy publish host hosting build landing launch | 网站 网页 建站 发布 上线
domain url link dns register whois registrar | 域名 网址 链接
app application mobile android ios build builder | 应用 手机应用 开发
webhook http api endpoint integration javascript | 接口 回调
automation automate workflow integrate zap connect integration gmail slack sheets | 自动化 工作流 集成
seo keyword keywords ranking traffic rank backlink serp optimize optimization search | 搜索引擎优化 关键词 排名 流量
ads ad advertising advertisement campaign ppc marketing promote promotion | 广告 推广 营销 投放
marketing brand agency promotion sales lead leads customer prospect crm | 营销 市场 客户 品牌 销售
company business corporate firm enterprise organization industry competitor | 公司 企业 商业 竞争对手
affiliate tracking monetize revenue link traffic commission | 返利 变现
email mail inbox message send outreach | 邮件 邮箱 发信
call phone voice telephone conference meeting zoom | 电话 通话 会议 打电话
sms text message reminder send schedule | 短信 发消息
reminder todo task list schedule calendar note notes plan deadline appointment | 提醒 待办 日程 备忘 任务 日历 笔记 闹钟
project management team task productivity milestone | 项目 管理 协作 进度
decision decide choice journal reflect | 决定 决策 选择
time clock timezone date hour now today | 时间 几点 时区 日期
history historical past ancient century era | 历史 古代 朝代
website past archive old snapshot screenshot | 存档 截图 快照
space nasa planet star astronomy mars moon galaxy rover astronaut universe telescope iss | 太空 宇宙 行星 火星 月球 天文 航天
art painting museum artwork artist gallery sculpture exhibition | 艺术 绘画 博物馆 画 展览
image picture photo photograph illustration visual wallpaper | 图片 照片 图像 插图
photo image edit filter crop resize background retouch video | 修图 滤镜 裁剪 抠图
video clip footage youtube movie summary highlight | 视频 短片 剪辑 录像
summarize summary summarise tldr condense key points shorten | 总结 摘要 概括
gif animated sticker reaction | 动图 表情包
meme funny joke humor laugh | 梗图 搞笑 笑话 段子
logo brand design color font identity template graphic designer | 标志 设计 品牌 模板 海报
3d asset model texture game ar vr | 模型 素材 三维
prompt midjourney generate ai art | 提示词 生成
audio voice speech tts sound narrate convert mp3 wav | 语音 朗读 配音 音频
ocr scan text extract handwriting image document | 识别文字 扫描 提取文字
pdf document file page export convert | 文档 文件 导出
write writing copy content essay blog article rewrite rephrase paraphrase polish proofread grammar wording | 写作 文案 润色 改写 文章 作文 语法
story stories tale fairy narrative creative illustrated character | 故事 童话 创作
word count character length | 字数 统计字数
word cloud ascii text font banner | 词云 字符画
qr code barcode scan generate | 二维码 扫码
search web internet google browse browser online lookup find website | 搜索 上网 浏览 查找 网上
scrape crawl extract content html url webpage | 爬取 抓取 采集
fact knowledge encyclopedia wiki wikipedia | 百科 知识 常识
social twitter tweet instagram facebook post hashtag follower trending trend trends viral | 社交 微博 推特 话题 热搜 趋势 朋友圈
law legal attorney lawyer legislation statute court regulation rights contract | 法律 律师 法规 法院 合同 条例
politics political government parliament congress election vote policy speech senator lobbying | 政治 政府 选举 议会 政策
passport visa permit licence registration certificate government | 护照 签证 户口 证件 办理 身份证
religion islam prophet hadith quran faith prayer bible | 宗教 圣训 祈祷 信仰
horoscope astrology zodiac astrological sign tarot fortune divination reading future | 星座 占星 运势 塔罗 算命
personality mbti introvert extrovert type | 性格 人格 人格测试
security hack breach password leak vulnerability scanner threat malware scan compromised cyber | 安全 漏洞 泄露 密码 黑客 攻击
internet traffic network attack outage bandwidth | 网络 流量 断网
ticket tickets event concert theater theatre broadway musical seat show | 门票 演出 票务 剧院 音乐剧 座位
theme amusement park ride queue disney roller coaster waiting | 游乐园 主题公园 排队 过山车
surf wave waves beach ocean swell | 冲浪 海浪 海滩
form survey questionnaire quiz poll feedback | 表单 问卷 调查
calculator calculate math equation formula arithmetic sum multiply divide compute | 计算 算一下 公式 数学 计算器 等于
workspace notion document team knowledge wiki | 工作区 知识库
memory store remember recall save retrieve history | 记忆 保存 存储
conversation chat export save share transcript | 对话 聊天记录 导出
import export spreadsheet excel sheet csv table data | 表格 导入 导出
invoice receipt expense reimbursement bill accounting erp | 发票 报销 账单 费用 台账 记账
parcel package shipping courier logistics track delivery | 快递 包裹 物流 运单
pump manual catalog machine model equipment | 说明书 手册 型号 设备
product development management feedback feature user roadmap | 产品 需求 反馈 路线图
job outreach personalized email recruiter opportunity | 内推 求职邮件
simulation simulate life virtual role character | 模拟 虚拟 角色
robot agent agents ai autonomous assistant perspective | 智能体 助手 人工智能
)";

}  // namespace

std::string_view concept_families() {
    return kFamilies;
}

}  // namespace errand::tool
