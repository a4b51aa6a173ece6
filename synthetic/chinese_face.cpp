#include "synthetic/chinese_face.hpp"

#include <fmt/format.h>

#include <array>

namespace errand::synthetic {

std::vector<Face> chinese_face(const Bill& bill, Random& random) {
    switch (bill.kind) {
        case Kind::VatElectronic:
        case Kind::VatSpecial:
        case Kind::VatPaper:
        case Kind::VatToll:
            return vat_face(bill, random);
        case Kind::Rail:
            return rail_face(bill, random);
        case Kind::Air:
            return air_face(bill, random);
        default:
            return digital_face(bill, random);
    }
}

Ink label_ink(Random& random) {
    constexpr std::array<Ink, 4> kInks{
        {{0.5, 0.16, 0.08}, {0.55, 0.27, 0.07}, {0.6, 0.1, 0.1}, {0, 0, 0}}};
    return random.pick(kInks);
}

std::string colon(Random& random) {
    return random.chance(50) ? ":" : "：";
}

std::string goods_name(const Item& item) {
    return item.group.empty() ? item.name : "*" + item.group + "*" + item.name;
}

double write_cell(Face& face, const Column& column, double y, const std::string& text, double step,
                  Ink ink) {
    if (text.empty()) return y;
    constexpr double kSize = 8;
    const double x = column.side == Side::Left    ? column.from + 3
                     : column.side == Side::Right ? column.to - 4
                                                  : (column.from + column.to) / 2;
    for (const auto& part : wrapped(text, column.to - column.from - 6, kSize, face.font)) {
        face.write(x, y, part, kSize, column.side).ink = ink;
        y += step;
    }
    return y - step;
}

std::string rate_of(const Item& item, Random&) {
    return item.rate == 0 ? "免税" : fmt::format("{}%", item.rate);
}

void seal(Face& face, const Bill& bill, double x, double y) {
    const Ink red{0.85, 0.1, 0.1};
    face.rings.push_back({x, y, 42, 28, red});
    face.rings.push_back({x, y, 38, 24, red});
    const std::array<std::pair<std::string, double>, 3> lines{
        {{"全国统一发票监制章", -10}, {"国家税务总局", 2}, {bill.place + "税务局", 14}}};
    for (const auto& [words, down] : lines) {
        auto& text = face.write(x, y + down, words, 6.5, Side::Middle);
        text.ink = red;
        text.as_curve = true;
    }
}

std::string chinese_font(Random& random) {
    constexpr std::array<const char*, 3> kFonts{"Noto Serif CJK SC", "Noto Sans CJK SC",
                                                "WenQuanYi Micro Hei"};
    return random.pick(kFonts);
}

}  // namespace errand::synthetic
