// The form in use until the fully digital invoice: 241 by 140 mm, red-brown lines, a band for the
// buyer with the cipher beside it, the goods, the total in words, a band for the seller.
#include <fmt/format.h>

#include <array>

#include "synthetic/chinese_face.hpp"

namespace errand::synthetic {
namespace {

constexpr double kLeft = 24;
constexpr double kRight = 588;

class VatForm {
  public:
    VatForm(const Bill& bill, Random& random) : bill_(bill), random_(random) {
        face_.font = chinese_font(random);
        label_ = label_ink(random);
        value_ = random.chance(60) ? Ink{} : Ink{0.1, 0.1, 0.45};
        colon_ = colon(random);
        toll_ = bill.kind == Kind::VatToll;
    }

    std::vector<Face> draw() {
        head();
        lines();
        buyer();
        goods();
        sums();
        seller();
        foot();
        if (random_.chance(30)) shift(random_.real(-6, 6), random_.real(-4, 4));
        return {face_};
    }

  private:
    void label(double x, double y, const std::string& text, Side side = Side::Left) {
        face_.write(x, y, text, 8.5, side).ink = label_;
    }
    void value(double x, double y, const std::string& text, Side side = Side::Left,
               double size = 8.5) {
        if (text.empty()) return;
        face_.write(x, y, text, size, side).ink = value_;
    }

    void head() {
        auto& title = face_.write(306, 42, bill_.title, 17, Side::Middle);
        title.ink = label_;
        face_.line(200, 50, 412, 50, label_);
        face_.line(200, 53, 412, 53, label_);
        if (bill_.kind != Kind::VatPaper || random_.chance(50)) seal(face_, bill_, 306, 44);
        if (!bill_.qr.empty())
            face_.codes.push_back({30, 20, 58, bill_.qr, !bill_.qr_drawn || random_.chance(85)});
        if (toll_) label(100, 40, "通行费");
        if (!bill_.machine.empty()) {
            label(kLeft + 2, 90, "机器编号" + colon_);
            value(kLeft + 46, 90, bill_.machine);
        }
        const double at = 436;
        const double values = at + (random_.chance(50) ? 46 : 52);
        const bool spaced = random_.chance(40);
        label(at, 34, "发票代码" + colon_);
        value(values, 34, bill_.code);
        label(at, 50, "发票号码" + colon_);
        value(values, 50, bill_.number);
        label(at, 66, "开票日期" + colon_);
        if (random_.chance(30)) {
            // The three parts stand alone, with the words printed on the form between them.
            value(values, 66, std::to_string(bill_.date.year));
            label(values + 22, 66, "年");
            value(values + 34, 66, fmt::format("{:02}", bill_.date.month));
            label(values + 46, 66, "月");
            value(values + 58, 66, fmt::format("{:02}", bill_.date.day));
            label(values + 70, 66, "日");
        } else {
            value(values, 66, chinese(bill_.date));
        }
        if (bill_.check_code.empty()) return;
        label(at, 82, (spaced ? "校 验 码" : "校验码") + colon_);
        auto code = bill_.check_code;
        if (random_.chance(80))
            for (const std::size_t place : {15U, 10U, 5U}) code.insert(place, " ");
        value(values, 82, code, Side::Left, 8);
    }

    void lines() {
        face_.box(kLeft, 96, kRight, 360, label_);
        for (const double y : {160.0, 270.0, 288.0, 306.0}) face_.line(kLeft, y, kRight, y, label_);
        face_.line(kLeft + 20, 96, kLeft + 20, 160, label_);
        face_.line(356, 96, 356, 160, label_);
        face_.line(374, 96, 374, 160, label_);
        face_.line(kLeft + 20, 306, kLeft + 20, 360, label_);
        face_.line(356, 306, 356, 360, label_);
        face_.line(374, 306, 374, 360, label_);
    }

    void party(const Party& party, double y) {
        const double names = kLeft + 24;
        const double values = names + 78;
        const bool spaced = random_.chance(70);
        label(names, y, (spaced ? "名        称" : "名称") + colon_);
        value(values, y, party.name, Side::Left, 9);
        label(names, y + 14, "纳税人识别号" + colon_);
        value(values, y + 14, party.tax_id, Side::Left, 9);
        label(names, y + 28, (spaced ? "地 址、 电 话" : "地址、电话") + colon_);
        label(names, y + 42, "开户行及账号" + colon_);
        // Buyers often give neither; sellers do.
        if (&party == &bill_.buyer && random_.chance(50)) return;
        value(values, y + 28, party.address + " " + party.telephone, Side::Left, 7.5);
        value(values, y + 42, party.bank + " " + party.account, Side::Left, 7.5);
    }

    void buyer() {
        face_.downwards(kLeft + 10, 116, random_.chance(70) ? "购买方" : "购货方", 16, 9, label_);
        party(bill_.buyer, 109);
        face_.downwards(365, 116, "密码区", 16, 9, label_);
        constexpr std::string_view kSigns = "0123456789+-*/<>";
        for (double y = 111; y < 156; y += 14) {
            std::string row;
            while (row.size() < 28) row += random_.pick(kSigns);
            auto& text = face_.write(380, y, row, 9);
            text.font = "Liberation Mono";
            text.ink = value_;
        }
    }

    std::vector<Column> columns() {
        const bool wide = random_.chance(60);
        const auto spaced = [&](const char* apart, const char* together) {
            return std::string(wide ? apart : together);
        };
        if (toll_)
            return {{"项目名称", kLeft, 150, Side::Left},
                    {"车牌号", 150, 220, Side::Middle},
                    {"类型", 220, 264, Side::Middle},
                    {"通行日期起", 264, 330, Side::Middle},
                    {"通行日期止", 330, 396, Side::Middle},
                    {spaced("金    额", "金额"), 396, 470, Side::Right},
                    {"税率", 470, 508, Side::Middle},
                    {spaced("税    额", "税额"), 508, kRight, Side::Right}};
        return {{random_.chance(70) ? "货物或应税劳务、服务名称" : "货物或应税劳务名称", kLeft, 170,
                 Side::Left},
                {"规格型号", 170, 232, Side::Left},
                {spaced("单 位", "单位"), 232, 264, Side::Middle},
                {spaced("数 量", "数量"), 264, 318, Side::Right},
                {spaced("单 价", "单价"), 318, 386, Side::Right},
                {spaced("金    额", "金额"), 386, 466, Side::Right},
                {"税率", 466, 502, Side::Middle},
                {spaced("税    额", "税额"), 502, kRight, Side::Right}};
    }

    std::vector<std::string> row_of(const Item& item) {
        const auto tax = item.rate == 0 ? std::string("***") : plain(item.tax);
        if (toll_)
            return {goods_name(item),         bill_.trip.plate,
                    bill_.trip.vehicle,       compact(bill_.trip.first),
                    compact(bill_.trip.last), plain(item.amount),
                    rate_of(item, random_),   tax};
        // A price has as many places as fit into its column.
        auto price = item.price.substr(0, 12);
        if (price.ends_with('.')) price.pop_back();
        return {goods_name(item),   item.specification,     item.unit, item.quantity, price,
                plain(item.amount), rate_of(item, random_), tax};
    }

    void goods() {
        const auto all = columns();
        for (const auto& one : all) label((one.from + one.to) / 2, 171, one.head, Side::Middle);
        double y = 184;
        // The paper has room for eight lines: what is more goes on a list beside it.
        const bool too_many = bill_.items.size() > 7;
        const auto rows = too_many ? std::vector<Item>{} : bill_.items;
        if (too_many) {
            value(kLeft + 3, y, "(详见销货清单)");
            value(all[5].to - 4, y, plain(bill_.net), Side::Right);
            value(all[7].to - 4, y, bill_.tax_free ? "***" : plain(bill_.tax), Side::Right);
        }
        for (const auto& item : rows) {
            const auto cells = row_of(item);
            double below = y;
            for (std::size_t at = 0; at < all.size(); ++at)
                below = std::max(below, write_cell(face_, all[at], y, cells[at], 10, value_));
            y = below + 11;
        }
        for (std::size_t at = 1; at < all.size(); ++at)
            face_.line(all[at].from, 160, all[at].from, 288, label_);
        label(kLeft + 60, 282, random_.chance(70) ? "合        计" : "合计", Side::Middle);
        value(all[5].to - 4, 282, "¥" + plain(bill_.net), Side::Right);
        value(all[7].to - 4, 282, bill_.tax_free ? "***" : "¥" + plain(bill_.tax), Side::Right);
    }

    void sums() {
        label(kLeft + 20, 300, random_.chance(60) ? "价税合计(大写)" : "价税合计（大写）");
        const char* mark = random_.chance(50) ? "⊗" : "ⓧ";
        value(180, 300, random_.chance(80) ? mark + bill_.words : bill_.words, Side::Left, 9.5);
        label(440, 300, random_.chance(60) ? "(小写)" : "（小写）");
        const char* sign = random_.chance(80) ? "¥" : "￥";
        value(478, 300, sign + plain(bill_.gross), Side::Left, 9.5);
    }

    void seller() {
        face_.downwards(kLeft + 10, 322, random_.chance(70) ? "销售方" : "销货方", 15, 9, label_);
        party(bill_.seller, 316);
        face_.downwards(365, 328, "备注", 18, 9, label_);
        double y = 318;
        for (const auto& part : wrapped(bill_.remark, 200, 8, face_.font)) {
            value(380, y, part, Side::Left, 8);
            y += 11;
        }
    }

    void foot() {
        const std::array<std::tuple<double, std::string, std::string>, 3> parts{
            {{40, (random_.chance(50) ? "收 款 人" : "收款人") + colon_, bill_.payee},
             {180, (random_.chance(50) ? "复 核" : "复核") + colon_, bill_.reviewer},
             {310, (random_.chance(50) ? "开 票 人" : "开票人") + colon_, bill_.drawer}}};
        for (const auto& [x, words, who] : parts) {
            label(x, 374, words);
            value(x + 48, 374, who);
        }
        label(440, 374, random_.chance(60) ? "销售方:(章)" : "销 售 方：（章）");
    }

    void shift(double x, double y) {
        for (auto& one : face_.texts) one.x += x, one.y += y;
        for (auto& one : face_.strokes) one.x += x, one.to_x += x, one.y += y, one.to_y += y;
        for (auto& one : face_.codes) one.x += x, one.y += y;
        for (auto& one : face_.rings) one.x += x, one.y += y;
    }

    const Bill& bill_;
    Random& random_;
    Face face_;
    Ink label_;
    Ink value_;
    std::string colon_;
    bool toll_ = false;
};

}  // namespace

std::vector<Face> vat_face(const Bill& bill, Random& random) {
    return VatForm(bill, random).draw();
}

}  // namespace errand::synthetic
