// The fully digital invoice: QR and title above, buyer and seller beside one another under a word
// that runs downwards, the goods, what its trade adds, the total in words, remarks.
#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "synthetic/chinese_face.hpp"

namespace errand::synthetic {
namespace {

constexpr double kLeft = 24;
constexpr double kRight = 588;
constexpr double kMiddle = 306;
constexpr std::size_t kRows = 9;  // on one page

class DigitalForm {
  public:
    DigitalForm(const Bill& bill, Random& random) : bill_(bill), random_(random) {
        blank_.font = chinese_font(random);
        label_ = label_ink(random);
        colon_ = colon(random);
        columns_ = columns();
        trip_first_ = random.chance(50);
        spaced_ = random.chance(60);
    }

    std::vector<Face> draw() {
        std::vector<Face> pages;
        const auto count = (bill_.items.size() + kRows - 1) / kRows;
        for (std::size_t page = 0; page < count; ++page) {
            face_ = blank_;
            head();
            if (count > 1)
                label(560, 14, fmt::format("共{}页 第{}页", count, page + 1), Side::Right);
            parties();
            const auto from = page * kRows;
            const auto to = std::min(from + kRows, bill_.items.size());
            const double end = goods(from, to, page + 1 == count);
            if (count > 1) subtotal(end, from, to);
            if (page + 1 == count) close(end + (count > 1 ? 16 : 0));
            pages.push_back(face_);
        }
        return pages;
    }

  private:
    void label(double x, double y, const std::string& text, Side side = Side::Left) {
        face_.write(x, y, text, 8.5, side).ink = label_;
    }
    void value(double x, double y, const std::string& text, Side side = Side::Left,
               double size = 8.5) {
        if (!text.empty()) face_.write(x, y, text, size, side);
    }

    void head() {
        face_.write(306, 42, bill_.title, 18, Side::Middle).ink = label_;
        face_.line(190, 50, 422, 50, label_);
        face_.line(190, 53, 422, 53, label_);
        if (random_.chance(80)) seal(face_, bill_, 306, 42);
        if (!bill_.qr.empty())
            face_.codes.push_back({28, 14, 56, bill_.qr, !bill_.qr_drawn || random_.chance(85)});
        if (const auto mark = trade_mark(); !mark.empty()) {
            face_.write(92, 32, mark, 9).ink = label_;
        }
        label(430, 36, "发票号码" + colon_);
        value(476, 36, bill_.number, Side::Left, 9);
        label(430, 54, "开票日期" + colon_);
        value(476, 54, chinese(bill_.date), Side::Left, 9);
    }

    std::string trade_mark() const {
        switch (bill_.kind) {
            case Kind::DigitalToll:
                return "通行费";
            case Kind::DigitalRide:
                return "旅客运输服务";
            default:
                return bill_.items.front().group == "建筑服务" ? "建筑服务" : "";
        }
    }

    void one_party(const Party& party, double left, const char* who) {
        face_.downwards(left + 9, 84, who, 12, 9, label_);
        const double x = left + 22;
        label(x, 92, "名称" + colon_);
        double y = 92;
        for (const auto& part : wrapped(party.name, 224, 9, face_.font)) {
            value(x + 30, y, part, Side::Left, 9);
            y += 11;
        }
        const auto words = "统一社会信用代码/纳税人识别号" + colon_;
        label(x, 126, words);
        value(x + width_of(words, 8.5, face_.font) + random_.real(1, 8), 126, party.tax_id,
              Side::Left, 9);
    }

    void parties() {
        face_.box(kLeft, 72, kRight, 138, label_);
        for (const double x : {kLeft + 18, kMiddle, kMiddle + 18})
            face_.line(x, 72, x, 138, label_);
        one_party(bill_.buyer, kLeft, "购买方信息");
        one_party(bill_.seller, kMiddle, "销售方信息");
    }

    std::vector<Column> columns() {
        const bool wide = random_.chance(60);
        const auto spaced = [&](const char* apart, const char* together) {
            return std::string(wide ? apart : together);
        };
        const std::string rate = random_.chance(70) ? "税率/征收率" : "税率";
        if (bill_.kind == Kind::DigitalToll)
            return {{"项目名称", kLeft, 140, Side::Left},
                    {"车牌号", 140, 212, Side::Middle},
                    {"类型", 212, 256, Side::Middle},
                    {"通行日期起", 256, 324, Side::Middle},
                    {"通行日期止", 324, 392, Side::Middle},
                    {spaced("金  额", "金额"), 392, 460, Side::Right},
                    {rate, 460, 518, Side::Middle},
                    {spaced("税  额", "税额"), 518, kRight, Side::Right}};
        return {{"项目名称", kLeft, 150, Side::Left},
                {"规格型号", 150, 214, Side::Left},
                {spaced("单 位", "单位"), 214, 250, Side::Middle},
                {spaced("数 量", "数量"), 250, 312, Side::Right},
                {spaced("单 价", "单价"), 312, 392, Side::Right},
                {spaced("金 额", "金额"), 392, 460, Side::Right},
                {rate, 460, 518, Side::Middle},
                {spaced("税 额", "税额"), 518, kRight, Side::Right}};
    }

    double goods(std::size_t from, std::size_t to, bool last) {
        for (const auto& one : columns_) {
            const double x = one.side == Side::Left    ? one.from + 10
                             : one.side == Side::Right ? one.to - 4
                                                       : (one.from + one.to) / 2;
            label(x, 150, one.head, one.side);
        }
        double y = 164;
        for (auto at = from; at < to; ++at) {
            const auto& item = bill_.items[at];
            const auto tax = item.rate == 0 ? std::string("***") : plain(item.tax);
            const auto rate = rate_of(item, random_);
            const auto& trip = bill_.trip;
            const auto cells =
                bill_.kind == Kind::DigitalToll
                    ? std::array<std::string, 8>{goods_name(item),
                                                 trip.plate,
                                                 trip.vehicle,
                                                 compact(trip.first),
                                                 compact(trip.last),
                                                 plain(item.amount),
                                                 rate,
                                                 tax}
                    : std::array<std::string, 8>{
                          goods_name(item), item.specification, item.unit, item.quantity,
                          item.price,       plain(item.amount), rate,      tax};
            double below = y;
            for (std::size_t column = 0; column < columns_.size(); ++column)
                below = std::max(below,
                                 write_cell(face_, columns_[column], y, cells.at(column), 9.5, {}));
            y = below + 11;
        }
        // Few goods leave the space empty; many push the form down.
        return std::max(y, last ? 214.0 : 250.0);
    }

    void subtotal(double y, std::size_t from, std::size_t to) {
        Cents net = 0;
        Cents tax = 0;
        for (auto at = from; at < to; ++at) {
            net += bill_.items[at].amount;
            tax += bill_.items[at].tax;
        }
        label(84, y, spaced_ ? "小        计" : "小计", Side::Middle);
        value(columns_[5].to - 4, y, "¥" + plain(net), Side::Right);
        value(columns_[7].to - 4, y, bill_.tax_free ? "***" : "¥" + plain(tax), Side::Right);
    }

    double trip(double y) {
        if (bill_.kind != Kind::DigitalRide) return y;
        const auto& trip = bill_.trip;
        const std::array<std::tuple<double, std::string, std::string>, 7> cells{
            {{50, "出行人", trip.passenger},
             {140, "有效身份证件号", trip.passport},
             {236, "出行日期", iso(trip.first)},
             {316, "出发地", trip.from},
             {396, "到达地", trip.to},
             {464, "等级", trip.grade},
             {540, "交通工具类型", trip.vehicle}}};
        face_.line(kLeft, y - 9, kRight, y - 9, label_);
        for (const auto& [x, head, what] : cells) {
            label(x, y + 2, head, Side::Middle);
            value(x, y + 15, what, Side::Middle, 8);
        }
        return y + 26;
    }

    void close(double y) {
        if (trip_first_) y = trip(y + 4);
        label(84, y + 6, spaced_ ? "合        计" : "合计", Side::Middle);
        value(columns_[5].to - 4, y + 6, "¥" + plain(bill_.net), Side::Right);
        value(columns_[7].to - 4, y + 6, bill_.tax_free ? "***" : "¥" + plain(bill_.tax),
              Side::Right);
        y += 12;
        if (!trip_first_) y = trip(y + 8) - 4;
        face_.line(kLeft, y, kRight, y, label_);
        label(90, y + 13, random_.chance(60) ? "价税合计（大写）" : "价税合计(大写)", Side::Middle);
        face_.rings.push_back({172, y + 10, 4, 4, {}});
        face_.line(169.2, y + 7.2, 174.8, y + 12.8);
        face_.line(169.2, y + 12.8, 174.8, y + 7.2);
        value(180, y + 13, bill_.words, Side::Left, 9.5);
        label(420, y + 13, random_.chance(60) ? "（小写）" : "(小写)");
        value(456, y + 13, (random_.chance(85) ? "¥" : "￥") + plain(bill_.gross), Side::Left, 9.5);
        face_.line(kLeft, y + 18, kRight, y + 18, label_);
        const double end = std::max(y + 64, 350.0);
        face_.downwards(kLeft + 9, y + 32, "备注", 18, 9, label_);
        double at = y + 30;
        for (const auto& part : wrapped(bill_.remark, 530, 8, face_.font)) {
            value(kLeft + 24, at, part, Side::Left, 8);
            at += 11;
        }
        face_.line(kLeft + 18, y + 18, kLeft + 18, end, label_);
        face_.box(kLeft, 138, kRight, end, label_);
        face_.line(columns_.front().from, 138, columns_.front().from, end, label_);
        label(70, end + 16, "开票人" + colon_);
        value(110, end + 16, bill_.drawer);
        if (end + 30 > face_.height) face_.height = end + 30;
    }

    const Bill& bill_;
    Random& random_;
    Face blank_;
    Face face_;
    Ink label_;
    std::string colon_;
    std::vector<Column> columns_;
    bool trip_first_ = false;
    bool spaced_ = false;
};

}  // namespace

std::vector<Face> digital_face(const Bill& bill, Random& random) {
    return DigitalForm(bill, random).draw();
}

}  // namespace errand::synthetic
