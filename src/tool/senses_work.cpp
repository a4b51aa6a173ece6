// Owns: things of work, money, offices, learning, law and computing in English and Chinese; the
// form is that of senses_deeds.cpp.
#include "tool/concepts.hpp"

namespace errand::tool {

namespace {

constexpr std::string_view kSenses = R"(
account | 账户 帐户 账号 帐号
accountant accounting bookkeeping | 会计 记账 做账
achievement badge medal | 成就 徽章 奖章
address | 地址 住址
advertisement advert ad | 广告
agenda | 议程
agent broker intermediary | 代理 经纪人 中介
agreement | 协议 协定
algorithm | 算法
alarm alert siren | 警报 报警 闹钟
allowance subsidy grant | 补贴 津贴 补助 资助
announcement bulletin notice | 公告 布告 启事 通告
annual_leave leave time_off vacation holiday | 年假 休假 请假 假期 假日 放假
answer solution | 答案 解答
api interface | 接口
app application software program | 应用 软件 程序 应用程序
applicant candidate | 申请人 候选人 应聘者
appointment | 预约 约会 挂号
approval | 审批 批文
article essay | 文章 短文 论文
asset property | 资产 财产
assignment homework | 作业 功课
attachment | 附件
attendance check_in clock_in | 考勤 签到 打卡 出勤
auction bid | 拍卖 竞价 出价 竞拍
author writer | 作者 作家
award prize | 奖 奖项 奖金 奖品
backup | 备份
balance | 余额 结余
bank | 银行
bankruptcy insolvency | 破产
banner poster | 横幅 海报
barcode | 条形码 条码
batch | 批次 批量
benefit welfare perk | 福利 好处
bill | 账单 单据
blog weblog | 博客
board committee council | 董事会 委员会
bond | 债券
bonus | 奖金 红利
book | 图书 书籍 书本
branch | 分支 分行 分店 分公司
brand trademark | 品牌 商标
brochure leaflet flyer | 宣传册 传单
browser | 浏览器
budget | 预算
bug fault issue | 缺陷 漏洞 错误 问题
business enterprise company firm corporation | 企业 公司 商业 生意
business_card | 名片
button | 按钮
calendar | 日历 历
campaign | 活动 宣传
capital | 资本 资金
career profession occupation | 职业 事业
cart shopping_cart basket | 购物车
case | 案件 案例
cash | 现金
catalog catalogue directory | 目录 名录
certificate certification diploma | 证书 证明 认证 文凭
channel | 频道 渠道
chapter section | 章节 章
chart graph | 图表 曲线图
cheque check_book | 支票
classroom class | 课堂 教室 班级
clause term | 条款
client customer | 客户 顾客 客人
cloud | 云
code source_code | 代码 源代码
colleague coworker | 同事
column | 列 专栏
commission | 佣金 提成
community | 社区 社群
competition contest tournament | 比赛 竞赛 大赛 赛事
competitor rival | 竞争对手 对手
computer | 电脑 计算机
conference seminar symposium | 会议 研讨会 大会
contact contacts | 联系人 联系方式 通讯录
container | 容器 集装箱
content | 内容
contract | 合同 合约
contractor | 承包商
cookie | 饼干
copyright | 版权 著作权
corporation_tax tax_return tax_declaration | 报税表 纳税申报 报税
cost expense | 成本 费用
coupon voucher | 优惠券 代金券 券
course lesson curriculum | 课程 课 教程
court tribunal | 法院 法庭
credit | 信用 学分 额度
credit_card bank_card card | 信用卡 银行卡 卡片
currency | 货币 币种 外币
curriculum_vitae cv resume | 简历 履历
customer_service | 客服 客户服务
customs | 海关 报关
dashboard panel | 仪表盘 看板 面板 控制台
data | 数据 资料
database | 数据库
dataset | 数据集
date | 日期
day | 天 日子
deadline due_date | 截止日期 期限 最后期限
deal transaction trade | 交易 成交
decision | 决定 决策
degree | 学位
delivery_note waybill | 运单 送货单
department division | 部门 科室
device | 设备 装置
diagram | 示意图 图示
dictionary | 词典 字典
director manager | 经理 主任 主管
disk drive | 磁盘 硬盘
dividend | 股息 分红
document file | 文档 文件 档案
domain domain_name | 域名
donation charity | 捐款 慈善 捐赠
draft | 草稿 草案
duty shift roster | 值班 班次 排班
education | 教育
email mail e-mail | 邮件 邮箱 电子邮件
employee staff worker personnel | 员工 职工 雇员 人员 工人
employer | 雇主
equipment | 设备 器材
error | 错误 报错
event activity | 活动 事件
exam examination test | 考试 测验 考
exchange_rate | 汇率
exhibition fair expo | 展览 展会 博览会
expense_report reimbursement | 报销单 报销
factory plant | 工厂 厂
fee charge | 费用 手续费 收费
feedback | 反馈 意见
field | 字段 领域
fine penalty | 罚款 罚金 罚单
fingerprint | 指纹
firewall | 防火墙
flow workflow process | 流程 工作流
folder | 文件夹
font | 字体
form | 表单 表格
formula | 公式
forum | 论坛
foundation | 基金会
franchise | 加盟 特许
freelancer | 自由职业者
fund | 基金
glossary term | 术语表 术语
goal target objective | 目标 指标
goods merchandise commodity | 货物 商品
government | 政府
group team | 小组 团队 群组 组
guarantee warranty | 保修 质保 担保
guide handbook manual | 指南 手册 说明书
headline title | 标题 头条
human_resources hr | 人事 人力资源
icon | 图标
id identity identification | 身份 身份证
image picture | 图片 图像
income_tax | 个税 所得税
index | 索引 指数
industry | 行业 产业
inflation | 通货膨胀
insurance policy insurance_policy | 保险 保单
interest interest_rate | 利息 利率
internship intern | 实习 实习生
interview | 面试 采访 访谈
inventory stock_level stock | 库存 存货
invoice | 发票
item | 项目 物品
job position vacancy | 工作 职位 岗位
journal magazine periodical | 期刊 杂志
judge | 法官
key | 钥匙 密钥
keyboard | 键盘
keyword | 关键词
knowledge | 知识
label tag | 标签
laboratory lab | 实验室
landlord | 房东
language | 语言
laptop notebook | 笔记本电脑
law | 法律
lawyer attorney solicitor | 律师
lead prospect | 线索 潜在客户
lecture | 讲座
letter | 信件 书信
level grade | 级别 等级 年级
library | 图书馆 库
licence license permit | 许可证 执照 牌照
link url hyperlink | 链接 网址
list | 清单 名单
logo emblem | 标志 徽标
lottery | 彩票 抽奖
machine machinery | 机器 机械
mailing_list | 邮件列表
market | 市场
marketing | 营销
material | 材料 物料
meeting | 会议 开会
member membership | 会员 成员
memo minutes | 备忘录 会议纪要 纪要
menu | 菜单
merchant seller vendor | 商家 商户 卖家
message | 消息 信息 留言
milestone | 里程碑
model | 模型 型号
money | 钱 金钱
mortgage | 抵押 房贷 按揭
mouse | 鼠标
name | 名字 姓名 名称
network | 网络
news | 新闻 资讯
newsletter bulletin | 简报 通讯 时事通讯
notebook notepad note | 笔记 笔记本
notification | 通知
number | 号码 数字 编号
offer quotation quote | 报价 报价单
office | 办公室
opinion view | 意见 观点
order purchase_order | 订单 单子
organization organisation | 组织 机构
page | 页面 页
pallet | 托盘
paper thesis dissertation | 论文 纸
parameter | 参数
partner | 合作伙伴 伙伴
password passcode | 密码 口令
patent | 专利
payroll salary wage pay pay_slip | 工资 薪水 薪资 薪酬 工资单
pension retirement | 养老金 退休 退休金
performance | 绩效 性能 表现
permission | 权限
petition | 请愿书 请愿
phone_number | 电话号码 手机号
pipeline | 管道 流水线
platform | 平台
plugin extension add-on | 插件 扩展
podcast | 播客
point | 积分 点
poll survey questionnaire | 问卷 调查 问卷调查 民调
port | 端口 港口
portfolio | 投资组合 作品集
post | 帖子 岗位
presentation slide slides | 演示文稿 幻灯片 演示
price | 价格 价钱
printer | 打印机
procurement purchasing | 采购
product | 产品
profile | 个人资料 档案 简介
profit | 利润 盈利
progress | 进度 进展
project | 项目 工程
property real_estate | 房产 不动产
proposal | 提案 方案 建议书
publisher publishing_house | 出版社 出版商
qr_code | 二维码
qualification | 资格 资质
quality | 质量 品质
quantity | 数量
question | 问题 题目
queue | 队列 排队
quiz | 小测验 测验
quota | 配额 额度
rank | 等级 名次
receipt | 收据 小票 收条
record | 记录
region area district | 地区 区域
regulation rule | 规定 法规 规则
release version | 版本 发布版
reminder | 提醒
rent rental | 租金 房租
report | 报告 报表
repository repo | 仓库 代码库
research | 研究 调研
resource | 资源
result | 结果
revenue turnover | 收入 营收 营业额
risk | 风险
role | 角色
room | 房间 会议室
row line | 行
sales | 销售额 销售
sample | 样本 样品
scholarship | 奖学金
school | 学校
science | 科学
scientist researcher | 科学家 研究员
score | 分数 得分
screen | 屏幕
script | 脚本
security | 安全
semester term | 学期
sensor | 传感器
sentence | 句子
server | 服务器
service | 服务
session | 会话 场次
share stock shares | 股票 股份
shareholder | 股东
shelf | 货架 架子
shipment consignment | 货件 发货
shop store | 商店 店铺 门店
signature | 签名
skill | 技能
slogan | 口号 标语
social_security social_insurance | 社保 社会保险
source | 来源
specification | 规格 规范
spreadsheet sheet excel table | 电子表格 表格
standard | 标准
startup | 初创 创业公司
state status | 状态
statement | 对账单 声明
stationery | 文具
statistics | 统计数据 统计
step | 步骤
storage | 存储
strategy | 策略 战略
student pupil | 学生
subject topic theme | 主题 话题 科目
subscription | 订阅
supplier | 供应商 供货商
system | 系统
task todo | 任务 待办
tax | 税 税款 税费
teacher instructor | 老师 教师
team_member | 队员 组员
technology | 技术 科技
template | 模板
tenant renter lodger | 租客 房客 承租人
tender bidding | 招标 投标
text | 文本 文字
thing | 东西
ticket issue | 工单
time | 时间
timesheet | 工时 工时表
token | 令牌 代币
tool | 工具
trade_union union | 工会
trademark | 商标
traffic | 流量 交通
training | 培训
transaction | 交易
transfer | 转账
trend | 趋势
university college | 大学 学院
update | 更新
user | 用户
value | 价值 值
variable | 变量
vat | 增值税
vehicle | 车辆
video | 视频
virus malware | 病毒 恶意软件
visitor guest | 访客 来宾 客人
vote ballot | 投票 选票
wallet | 钱包
warehouse depot | 仓库 库房
waste rubbish garbage trash | 垃圾 废物
web_page webpage website site | 网页 网站 页面
webhook | 回调
whiteboard | 白板
word | 单词 词语
workshop | 车间 研讨班 工作坊
workspace | 工作区
year | 年 年份
)";

}  // namespace

std::string_view senses_of_work() {
    return kSenses;
}

}  // namespace errand::tool
