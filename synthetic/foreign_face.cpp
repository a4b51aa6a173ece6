#include "synthetic/foreign_face.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "synthetic/foreign_words.hpp"

namespace errand::synthetic {
namespace {

std::vector<std::string> lines_of(const std::string& text) {
    std::vector<std::string> out{""};
    for (const char one : text) {
        if (one == '\n')
            out.emplace_back();
        else
            out.back() += one;
    }
    return out;
}

class ForeignForm {
  public:
    ForeignForm(const Bill& bill, Random& random)
        : bill_(bill), random_(random), country_(country_of(bill.place)) {
        face_.width = country_.code == "US" ? 612 : 595;
        face_.height = country_.code == "US" ? 792 : 842;
        constexpr std::array kFonts{"DejaVu Sans", "Liberation Sans", "Liberation Serif",
                                    "DejaVu Serif"};
        face_.font = random.pick(kFonts);
        right_ = face_.width - 50;
        mark_ = random.chance(70) ? ":" : "";
        money_style_ = static_cast<int>(random.between(0, 2));
        number_label_ = random.pick(country_.number);
        date_form_ = random.chance(75) ? std::string(country_.date)
                     : country_.language == "en"
                         ? (country_.code == "US" ? "%B %e, %Y" : "%e %B %Y")
                     : country_.language == "de"                              ? "%e. %B %Y"
                     : country_.language == "es" || country_.language == "pt" ? "%e de %B de %Y"
                                                                              : "%e %B %Y";
        net_label_ = random.pick(country_.net);
        // The total is called otherwise than the sum before it.
        total_label_ = random.pick(country_.total);
        tax_id_label_ = random.pick(country_.tax_id);
    }

    std::vector<Face> draw() {
        switch (random_.between(0, 3)) {
            case 0:
                letter();
                break;
            case 1:
                boxed();
                break;
            case 2:
                service();
                break;
            default:
                listed();
        }
        return {face_};
    }

  private:
    Text& put(double x, double y, std::string_view text, double size = 9.5,
              Side side = Side::Left) {
        return face_.write(x, y, std::string(text), size, side);
    }
    std::string label(std::string_view words) const { return std::string(words) + mark_; }
    std::string day(Date date) const { return written(date, country_, date_form_); }

    std::string number(Cents amount) const {
        return grouped(amount, country_.thousands, country_.point);
    }
    std::string money(Cents amount) const {
        const auto digits = number(amount);
        const bool code = money_style_ == 1;
        const auto sign = std::string(code ? country_.currency : country_.sign);
        if (country_.sign_first && !code && country_.language == "en") return sign + digits;
        if (country_.sign_first || (code && money_style_ == 1 && bill_.days_to_pay > 30))
            return sign + " " + digits;
        return digits + " " + sign;
    }

    double address(double x, double y, const Party& party, bool with_id) {
        put(x, y, party.name, 10);
        for (const auto& one : lines_of(party.address)) put(x, y += 13, one);
        if (with_id && !party.tax_id.empty())
            put(x, y += 13, label(tax_id_label_) + " " + party.tax_id);
        return y;
    }

    // Labels and values side by side.
    double pairs(double x, double values, double y, bool to_right) {
        const std::array<std::pair<std::string_view, std::string>, 5> rows{
            {{number_label_, bill_.number},
             {random_.pick(country_.issued), day(bill_.date)},
             {random_.chance(70) ? random_.pick(country_.due) : std::string_view{},
              day(days_later(bill_.date, bill_.days_to_pay))},
             {bill_.order.empty() ? std::string_view{} : random_.pick(country_.order), bill_.order},
             {random_.chance(50) ? random_.pick(country_.customer) : std::string_view{},
              "K" + std::to_string(10'000 + bill_.gross % 89'999)}}};
        for (const auto& [words, value] : rows) {
            if (words.empty()) continue;
            put(x, y, label(words));
            put(values, y, value, 9.5, to_right ? Side::Right : Side::Left);
            y += 14;
        }
        return y;
    }

    // The same as a row of heads with the values below.
    double grid(double y) {
        const double step = (right_ - 50) / 4;
        const std::array<std::pair<std::string_view, std::string>, 4> cells{
            {{number_label_, bill_.number},
             {random_.pick(country_.issued), day(bill_.date)},
             {random_.pick(country_.customer), "K" + std::to_string(10'000 + bill_.gross % 89'999)},
             {random_.pick(country_.due), day(days_later(bill_.date, bill_.days_to_pay))}}};
        face_.box(50, y - 14, right_, y + 22);
        for (std::size_t at = 0; at < cells.size(); ++at) {
            const double x = 55 + step * static_cast<double>(at);
            put(x, y - 2, cells.at(at).first, 8.5);
            put(x, y + 14, cells.at(at).second);
        }
        return y + 40;
    }

    double table(double y) {
        const std::array<double, 5> ends{50, right_ - 210, right_ - 130, right_ - 80, right_};
        const bool rates = bill_.tax != 0;
        for (std::size_t at = 0; at < ends.size(); ++at) {
            if (at == 3 && !rates) continue;
            put(ends.at(at), y, country_.columns.at(at), 9, at == 0 ? Side::Left : Side::Right)
                .bold = true;
        }
        face_.line(50, y + 4, right_, y + 4);
        y += 18;
        for (const auto& item : bill_.items) {
            put(ends[0], y, item.name);
            put(ends[1], y, item.quantity, 9.5, Side::Right);
            put(ends[2], y, number(item.amount / std::stoll(item.quantity)), 9.5, Side::Right);
            if (rates) put(ends[3], y, fmt::format("{}%", item.rate), 9.5, Side::Right);
            put(ends[4], y, money_style_ == 2 ? number(item.amount) : money(item.amount), 9.5,
                Side::Right);
            y += 15;
        }
        face_.line(50, y - 6, right_, y - 6);
        return y + 8;
    }

    double sums(double y) {
        const double x = right_ - 200;
        const auto row = [&](const std::string& words, Cents amount, bool bold) {
            put(x, y, words, bold ? 11 : 9.5).bold = bold;
            put(right_, y, money(amount), bold ? 11 : 9.5, Side::Right).bold = bold;
            y += bold ? 18 : 14;
        };
        row(label(net_label_), bill_.net, false);
        std::vector<int> rates;
        for (const auto& item : bill_.items)
            if (std::ranges::find(rates, item.rate) == rates.end()) rates.push_back(item.rate);
        if (rates.size() == 1) {
            if (bill_.tax != 0)
                row(label(fmt::format("{} {}%", random_.pick(country_.tax), rates.front())),
                    bill_.tax, false);
        } else {
            Cents rest = bill_.tax;
            for (std::size_t at = 0; at < rates.size(); ++at) {
                Cents base = 0;
                for (const auto& item : bill_.items)
                    if (item.rate == rates[at]) base += item.amount;
                const Cents tax = at + 1 == rates.size() ? rest : part_of(base, rates[at], 100);
                rest -= tax;
                row(label(fmt::format("{} {}%", country_.tax.front(), rates[at])), tax, false);
            }
        }
        row(label(total_label_), bill_.gross, true);
        return y;
    }

    void foot(bool with_id) {
        double y = face_.height - 60;
        face_.line(50, y - 12, right_, y - 12);
        std::string first = bill_.seller.name + " · " + lines_of(bill_.seller.address).front() +
                            " · " + lines_of(bill_.seller.address).back();
        put(50, y, first, 7.5);
        std::string second;
        if (with_id && !bill_.seller.tax_id.empty())
            second = label(tax_id_label_) + " " + bill_.seller.tax_id + "   ";
        second += "IBAN: " + bill_.seller.account;
        put(50, y + 11, second, 7.5);
        put(50, y - 24, country_.thanks, 9);
    }

    // The seller's paper: its name above, the buyer in the window of the envelope.
    void letter() {
        put(50, 60, bill_.seller.name, 17).bold = true;
        put(50, 120,
            bill_.seller.name + " · " + lines_of(bill_.seller.address).front() + " · " +
                lines_of(bill_.seller.address).back(),
            6.5);
        const bool buyers_id = !bill_.buyer.tax_id.empty() && random_.chance(60);
        address(50, 138, bill_.buyer, false);
        const double x = right_ - 200;
        const double after = pairs(x, right_, 138, true);
        if (buyers_id) {
            put(50, 196,
                label(random_.pick(country_.buyer)) + " " + label(tax_id_label_) + " " +
                    bill_.buyer.tax_id);
        }
        put(50, std::max(after, 196.0) + 34, random_.pick(country_.invoice), 16).bold = true;
        sums(table(std::max(after, 196.0) + 62));
        foot(true);
    }

    void boxed() {
        put(right_, 64, random_.pick(country_.invoice), 20, Side::Right).bold = true;
        double y = grid(110);
        const double middle = (50 + right_) / 2;
        const bool seller_first = random_.chance(60);
        const auto block = [&](double x, std::string_view head, const Party& party) {
            put(x, y, label(head), 9).bold = true;
            return address(x, y + 15, party, true);
        };
        const double one =
            block(seller_first ? 50 : middle, random_.pick(country_.seller), bill_.seller);
        const double two =
            block(seller_first ? middle : 50, random_.pick(country_.buyer), bill_.buyer);
        sums(table(std::max(one, two) + 34));
        foot(false);
    }

    void service() {
        put(50, 66, random_.pick(country_.invoice), 22).bold = true;
        double y = pairs(50, 160, 96, false) + 18;
        put(50, y, bill_.seller.name, 10).bold = true;
        put(right_ - 230, y, random_.pick(country_.buyer), 10).bold = true;
        double left = y;
        for (const auto& one : lines_of(bill_.seller.address)) put(50, left += 13, one);
        if (!bill_.seller.tax_id.empty())
            put(50, left += 13, std::string(tax_id_label_) + " " + bill_.seller.tax_id);
        y = std::max(left, address(right_ - 230, y + 13, bill_.buyer, true)) + 36;
        put(50, y,
            fmt::format("{} - {}", money(bill_.gross), random_.pick(country_.due)) + " " +
                day(days_later(bill_.date, bill_.days_to_pay)),
            13)
            .bold = true;
        sums(table(y + 36));
    }

    void listed() {
        put(50, 66, bill_.seller.name, 15).bold = true;
        double y = 84;
        for (const auto& one : lines_of(bill_.seller.address)) put(50, y += 13, one);
        if (!bill_.seller.tax_id.empty())
            put(50, y += 13, label(tax_id_label_) + " " + bill_.seller.tax_id);
        put(face_.width / 2, y + 34, random_.pick(country_.invoice), 15, Side::Middle).bold = true;
        y = pairs(50, 200, y + 60, false);
        put(50, y, label(random_.pick(country_.buyer)));
        y = address(200, y, bill_.buyer, false);
        if (!bill_.buyer.tax_id.empty()) {
            put(50, y + 13, label(tax_id_label_));
            put(200, y + 13, bill_.buyer.tax_id);
        }
        sums(table(y + 50));
        foot(false);
    }

    const Bill& bill_;
    Random& random_;
    const Country& country_;
    Face face_;
    double right_ = 0;
    std::string mark_;
    int money_style_ = 0;
    std::string_view number_label_;
    std::string date_form_;
    std::string_view net_label_;
    std::string_view total_label_;
    std::string_view tax_id_label_;
};

}  // namespace

std::vector<Face> foreign_face(const Bill& bill, Random& random) {
    return ForeignForm(bill, random).draw();
}

std::vector<Face> delivery_note(const Bill& bill, Random& random) {
    Face face;
    face.width = 595;
    face.height = 842;
    face.font = "Liberation Sans";
    face.write(50, 70, bill.language == "de" ? "Lieferschein" : "Delivery note", 20).bold = true;
    face.write(50, 100, bill.seller.name, 11);
    face.write(50, 130, "No. LS-" + random.digits(6));
    face.write(50, 160, bill.buyer.name, 10);
    double y = 210;
    for (const auto& item : bill.items) {
        face.write(50, y, item.quantity);
        face.write(100, y, item.name);
        y += 15;
    }
    return {face};
}

}  // namespace errand::synthetic
