#include "synthetic/faults.hpp"

#include <array>

#include "synthetic/chinese_bill.hpp"
#include "synthetic/chinese_face.hpp"
#include "synthetic/chinese_words.hpp"
#include "synthetic/foreign_face.hpp"
#include "synthetic/pack.hpp"
#include "synthetic/picture.hpp"
#include "synthetic/qr.hpp"

namespace errand::synthetic {
namespace {

bool is_ticket(const Bill& bill) {
    return bill.kind == Kind::Rail || bill.kind == Kind::Air;
}

// Whether a page or a file in that form says each line.
bool has_lines(const Bill& bill, Form form) {
    return (form == Form::Pdf && bill.items.size() <= 7) || form == Form::Xml;
}

void say_again(Bill& bill, Random& random) {
    bill.words = capital(bill.gross);
    bill.qr = qr_payload(bill, random);
}

}  // namespace

std::optional<std::string> make_wrong(Bill& bill, Form form, Wrong how, const Party& stranger,
                                      Random& random) {
    if (bill.kind == Kind::Foreign || form == Form::Picture || form == Form::Scan) return {};
    switch (how) {
        case Wrong::Sums:
            if (is_ticket(bill)) return {};
            bill.gross += random.between(1, 90) * 100;
            say_again(bill, random);
            // An OFD's own fields have no total: it follows from the others, and disagrees with the
            // page.
            return form == Form::Ofd ? "sums disagree|sources disagree" : "sums disagree";
        case Wrong::Lines:
            if (is_ticket(bill) || !has_lines(bill, form)) return {};
            bill.items.front().amount += random.between(5, 900) * 100;
            return "lines disagree";
        case Wrong::Words:
            if (is_ticket(bill) || (form != Form::Pdf && form != Form::Xml)) return {};
            bill.words = capital(bill.gross + random.between(1, 90) * 100);
            return "words disagree";
        case Wrong::CheckCharacter:
            if (is_ticket(bill)) return {};
            bill.seller.tax_id = broken_credit_code(bill.seller.tax_id, random);
            return "check digit";
        case Wrong::Code: {
            if (form != Form::Pdf) return {};
            auto other = bill;
            // What the amount of a special invoice's code means is not certain; its day is.
            if (is_special(bill.kind) || is_ticket(bill) || random.chance(30)) {
                other.date = days_later(bill.date, -1);
            } else {
                const auto more = random.between(1, 90) * 100;
                other.gross += more;
                other.net += more;
            }
            bill.qr = qr_payload(other, random);
            bill.qr_drawn = false;
            return "sources disagree";
        }
        case Wrong::OtherBuyer:
            bill.buyer = stranger;
            return "other buyer";
        case Wrong::OtherYear:
            bill.date.year -= 1;
            bill.date.day = std::min(bill.date.day, 28);
            bill.trip.first.year = bill.trip.last.year = bill.date.year;
            renumber(random, bill);
            say_again(bill, random);
            return "other year";
    }
    return {};
}

Made no_invoice(const Bill& bill, Random& random) {
    Made made;
    made.kind = "no invoice";
    made.findings = {kNoInvoice};
    switch (random.between(0, 5)) {
        case 0:
            made.name = ".pdf";
            made.bytes = to_pdf(trip_list(bill, random), random);
            break;
        case 1:
            made.name = ".pdf";
            made.bytes = to_pdf(delivery_note(bill, random), random);
            break;
        case 2:
            made.name = ".txt";
            made.bytes = "会议纪要\n1. 报销请于月底前提交。\n";
            break;
        case 3:
            made.name = ".xml";
            made.bytes = "<?xml version=\"1.0\"?><rss><channel><title>news</title></channel></rss>";
            break;
        case 4: {
            Face blank;
            blank.width = blank.height = 200;
            blank.rings.push_back({100, 100, 60, 30, {0.2, 0.6, 0.3}});
            made.name = ".png";
            made.bytes = to_png(to_pixels(blank, 96));
            break;
        }
        default:
            made.name = ".docx";
            made.bytes = archive({{"word/document.xml", "<w:document xmlns:w=\"w\"/>"},
                                  {"[Content_Types].xml", "<Types/>"}},
                                 Wrap::Zip);
    }
    return made;
}

Made cut_off(const Made& whole, Random& random) {
    Made made = whole;
    made.kind = "cut off";
    // A PDF's page may stand whole in its first half.
    const bool pdf = whole.name == ".pdf";
    const double part = pdf ? random.real(0.02, 0.2) : random.real(0.2, 0.7);
    made.bytes.resize(static_cast<std::size_t>(static_cast<double>(whole.bytes.size()) * part));
    made.truth.clear();
    made.findings = {kUnreadable};
    return made;
}

Made empty_file() {
    return {".pdf", "empty", "", {}, {"unreadable"}, {}};
}

}  // namespace errand::synthetic
