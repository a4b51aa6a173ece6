#include "language/simplify.hpp"

#include <array>
#include <cstdint>
#include <memory>

#include "language/traditional.hpp"

namespace errand::language {
namespace {

// Pairs: the traditional character, then the simplified one.
constexpr std::u32string_view kPairs =
    U"麵面飯饭餅饼湯汤雞鸡鴨鸭鵝鹅魚鱼蝦虾蠔蚝貝贝燒烧滷卤鹵卤醬酱鹽盐醋醋蔥葱薑姜蒜蒜蘿萝蔔卜"
    U"飲饮餐餐館馆廳厅點点單单訂订買买賣卖錢钱塊块圓圆價价貴贵餓饿請请幫帮給给兩两個个雙双幾几"
    U"張张條条隻只瓶瓶盤盘鍋锅籠笼盃杯罐罐種种樣样這这裡里裏里們们還还沒没無无與与從从對对開开"
    U"關关換换減减選选擇择記记備备註注預预約约總总額额過过內内運运達达遞递儘尽盡尽優优評评遠远"
    U"時时間间鐘钟週周後后點点號号樓楼層层區区縣县鎮镇鄉乡東东車车門门辦办學学醫医園园廣广場场"
    U"劃划畫画電电話话影影腦脑機机飛飞鐵铁錄录據据資资訊讯報报銷销證证護护簽签題题業业數数學学"
    U"寫写讀读講讲說说語语詞词譯译問问題题應应該该認认識识謝谢讓让會会來来為为動动務务勞劳勵励"
    U"熱热凍冻溫温涼凉濃浓鮮鲜鹹咸淡淡麻麻煙烟檸柠檬檬蘋苹鳳凤龍龙蓮莲蘭兰葉叶綠绿紅红藍蓝黃黄"
    U"紫紫銀银銅铜金金頭头臉脸腸肠腳脚絲丝線线紙纸網网結结給给經经續续統统級级組组綜综總总編编"
    U"緊紧終终縮缩織织繼继標标樂乐樹树橋桥橫横檢检歐欧歡欢殺杀準准潔洁瀏浏灣湾滿满漢汉濟济煉炼"
    U"煩烦爛烂爾尔牆墙獨独獲获環环瑪玛產产畢毕異异當当療疗發发盧卢盪荡監监瞭了礦矿禮礼離离稅税"
    U"稱称穩稳窩窝競竞筆笔節节範范築筑簡简糧粮純纯細细紹绍罰罚習习聖圣聞闻聯联聲声聽听膽胆臺台"
    U"興兴舊旧藝艺藥药蘇苏處处衛卫衝冲補补裝装製制複复視视親亲覺觉觀观計计訪访設设許许試试詢询"
    U"詳详誤误課课調调談谈論论諮咨諾诺豬猪貓猫貨货費费貼贴賀贺賓宾賞赏質质賬账購购贈赠趕赶踐践"
    U"軟软較较載载輕轻輛辆輪轮輸输轉转辣辣農农進进適适遊游違违遲迟邊边郵邮鄰邻釀酿釘钉鈉钠鋪铺"
    U"錯错鍵键鏈链鑰钥長长閃闪閉闭閱阅隊队階阶際际隨随險险難难雲云靈灵靜静響响頁页項项順顺須须"
    U"領领頻频顆颗額额顏颜願愿類类顧顾風风養养餘余駕驾驗验驚惊體体髒脏鬆松鮑鲍鯽鲫鰻鳗鱈鳕鳥鸟"
    U"鴿鸽鵪鹌鶉鹑麥麦齊齐齡龄龜龟併并佈布係系俠侠倉仓側侧偵侦傑杰傘伞傳传債债傷伤億亿僅仅僱雇"
    U"儀仪儲储兒儿黨党冊册凈净淨净剛刚創创劑剂劇剧勁劲勝胜勢势協协卻却厭厌參参叢丛吳吴員员啟启"
    U"喚唤喬乔嗎吗嘗尝嚴严囑嘱國国圍围圖图團团執执堅坚報报塗涂墊垫壓压壞坏壯壮夠够夾夹奪夺奮奋"
    U"媽妈孫孙寧宁實实審审寬宽寶宝專专尋寻導导屆届屬属島岛幣币幹干幾几庫库廁厕廚厨廠厂廢废廬庐"
    U"強强彈弹彎弯徑径復复恆恒悶闷愛爱態态慶庆憂忧懷怀懶懒戰战戲戏戶户抽抽拋抛掃扫掛挂採采揀拣"
    U"揚扬損损搖摇搶抢摻掺撈捞撥拨撿捡擁拥擋挡擔担據据擠挤擺摆攜携攤摊攪搅敗败敵敌斷断於于晉晋"
    U"晚晚曉晓暢畅曬晒書书東东極极榮荣構构槍枪櫃柜權权欄栏氣气決决況况湊凑測测湖湖濕湿潤润澤泽"
    U"濾滤灑洒災灾炒炒烏乌煲煲煮煮燉炖燜焖燙烫爐炉犧牺狀状獎奖現现瑤瑶甜甜異异疊叠癢痒皺皱眾众"
    U"睏困碼码磚砖禦御穀谷積积窮穷籃篮籤签粵粤糰团糧粮紅红緣缘縫缝罷罢羅罗義义翻翻聰聪肅肃脅胁"
    U"腌腌臘腊舖铺艙舱莊庄華华萬万蔣蒋薦荐蘆芦虛虚蟲虫蟹蟹術术衹只裙裙褲裤襪袜規规訓训託托註注"
    U"証证評评詐诈誌志誠诚誰谁諒谅謂谓豐丰貌貌負负財财貢贡貪贪販贩責责貸贷賴赖贏赢趙赵跡迹輔辅"
    U"辭辞遺遗鄭郑醃腌醜丑釋释針针鉛铅鎖锁鏡镜鐘钟閒闲閣阁閩闽陳陈陸陆陽阳隱隐雜杂霧雾韓韩頂顶"
    U"預预頓顿飯饭餃饺餡馅饅馒饞馋馬马駐驻騎骑騙骗骨骨髮发鬧闹魯鲁鯊鲨鱔鳝鹿鹿麼么黨党鼓鼓齋斋";

constexpr std::u32string_view kMarks =
    U"，,、,。.．.｡.！!？?；;：:（(）)【[】]「\"」\"『\"』\"《\"》\"“\"”\"‘'’'`'´'—-–-‐-‑-－-"
    U"×x✕x～~〜~￥¥﹣-·-•-…."
    U"\u3000 \u00a0 \u200b ";

// What each character of the basic plane is read as. Of two entries for one character the later
// wins: the hand-kept pairs over the database's.
using Table = std::array<char16_t, 0x10000>;

const Table& table() {
    static const auto made = [] {
        auto all = std::make_unique<Table>();
        for (std::size_t i = 0; i < all->size(); ++i) (*all)[i] = static_cast<char16_t>(i);
        for (const auto pairs : {traditional_pairs(), kPairs, kMarks})
            for (std::size_t i = 0; i + 1 < pairs.size(); i += 2)
                (*all)[pairs[i]] = static_cast<char16_t>(pairs[i + 1]);
        return all;
    }();
    return *made;
}

char32_t looked_up(char32_t character) {
    return character < 0x10000 ? char32_t{table()[character]} : character;
}

// The bits that a lead byte carries, and how many bytes follow it; -1: not a lead byte.
struct Lead {
    char32_t bits;
    int follow;
    char32_t least;
};

Lead lead_of(unsigned char byte) {
    if (byte < 0x80) return {byte, 0, 0};
    if (byte >= 0xC2 && byte < 0xE0) return {char32_t(byte & 0x1F), 1, 0x80};
    if (byte >= 0xE0 && byte < 0xF0) return {char32_t(byte & 0x0F), 2, 0x800};
    if (byte >= 0xF0 && byte < 0xF5) return {char32_t(byte & 0x07), 3, 0x10000};
    return {0, -1, 0};
}

}  // namespace

char32_t simplified(char32_t character) {
    return character < 0x3400 ? character : looked_up(character);
}

char32_t folded(char32_t character) {
    if (character >= U'A' && character <= U'Z') return character + 32;
    if (character < 0x80) return character;
    if (character >= 0xFF01 && character <= 0xFF5E) {
        const auto half = character - 0xFEE0;
        return half >= U'A' && half <= U'Z' ? half + 32 : half;
    }
    if (character >= 0xC0 && character <= 0xDE && character != 0xD7) return character + 32;
    return looked_up(character);
}

char32_t next_character(std::string_view text, std::size_t& at) {
    const auto lead = lead_of(static_cast<unsigned char>(text[at++]));
    if (lead.follow < 0) return U'\uFFFD';
    auto character = lead.bits;
    auto next = at;
    for (int i = 0; i < lead.follow; ++i, ++next) {
        if (next >= text.size()) return U'\uFFFD';
        const auto byte = static_cast<unsigned char>(text[next]);
        if ((byte & 0xC0) != 0x80) return U'\uFFFD';
        character = character << 6 | (byte & 0x3F);
    }
    if (character < lead.least || character > 0x10FFFF) return U'\uFFFD';
    if (character >= 0xD800 && character < 0xE000) return U'\uFFFD';
    at = next;
    return character;
}

}  // namespace errand::language
