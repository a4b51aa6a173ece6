#include "invoice/layout/fold.hpp"

#include "base/utf8.hpp"
#include "language/letters.hpp"

namespace errand::invoice::layout {
namespace {

// U+00C0 to U+017F without their accents; a space where there is no such letter.
constexpr std::string_view kBases =
    "aaaaaaaceeeeiiiidnooooo ouuuuytsaaaaaaaceeeeiiiidnooooo ouuuuyty"
    "aaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiiiiiijjkkkllllllllllnnnnnnnnnoooooooorrrrrrssss"
    "ssss"
    "ttttttuuuuuuuuuuuuwwyyyzzzzzzs";
static_assert(kBases.size() == 0x180 - 0xC0);

// U+2F00 to U+2FD5 as the characters they look like.
constexpr std::u32string_view kRadicals =
    U"一丨丶丿乙亅二亠人儿入八冂冖冫几凵刀力勹匕匚匸十卜卩厂厶又口囗土士夂夊夕大女子宀寸小尢尸"
    U"屮山巛工己巾干幺广廴廾弋弓彐彡彳心戈戶手支攴文斗斤方无日曰月木欠止歹殳毋比毛氏气水火爪父爻"
    U"爿片牙牛犬玄玉瓜瓦甘生用田疋疒癶白皮皿目矛矢石示禸禾穴立竹米糸缶网羊羽老而耒耳聿肉臣自至臼"
    U"舌舛舟艮色艸虍虫血行衣襾見角言谷豆豕豸貝赤走足身車辛辰辵邑酉釆里金長門阜隶隹雨靑非面革韋韭"
    U"音頁風飛食首香馬骨高髟鬥鬯鬲鬼魚鳥鹵鹿麥麻黃黍黑黹黽鼎鼓鼠鼻齊齒龍龜龠";
static_assert(kRadicals.size() == 214);

}  // namespace

char32_t base_letter(char32_t letter) {
    if (letter >= U'A' && letter <= U'Z') return letter - U'A' + U'a';
    if (letter >= 0xC0 && letter < 0x180 && kBases[letter - 0xC0] != ' ')
        return static_cast<char32_t>(kBases[letter - 0xC0]);
    if ((letter >= 0x2010 && letter <= 0x2015) || letter == 0x2212) return U'-';
    if (letter == 0xFFE5) return U'¥';
    return letter;
}

std::string without_radicals(std::string_view text) {
    std::string out;
    out.reserve(text.size());
    for (std::size_t at = 0; at < text.size();) {
        // U+2F00 to U+2FD5 are E2 BC 80 to E2 BF 95.
        const bool may = text.size() - at >= 3 && text[at] == '\xe2' &&
                         static_cast<unsigned char>(text[at + 1]) >= 0xBC;
        const auto part = [&](std::size_t n) {
            return static_cast<char32_t>(static_cast<unsigned char>(text[at + n]) & 0x3FU);
        };
        const char32_t letter = may ? 0x2000U | (part(1) << 6U) | part(2) : 0;
        if (letter >= 0x2F00 && letter < 0x2F00 + kRadicals.size()) {
            append_utf8(out, kRadicals[letter - 0x2F00]);
            at += 3;
        } else {
            out += text[at++];
        }
    }
    return out;
}

}  // namespace errand::invoice::layout
