#include "synthetic/set.hpp"

#include <fmt/format.h>

#include <array>

#include "synthetic/chinese_bill.hpp"
#include "synthetic/chinese_face.hpp"
#include "synthetic/chinese_words.hpp"
#include "synthetic/faults.hpp"
#include "synthetic/foreign_words.hpp"
#include "synthetic/mail.hpp"
#include "synthetic/pack.hpp"
#include "synthetic/qr.hpp"

namespace errand::synthetic {
namespace {

constexpr std::array kForms{Form::Pdf,  Form::Pdf,     Form::Pdf,   Form::Hybrid,
                            Form::Scan, Form::Picture, Form::Ofd,   Form::Ofd,
                            Form::Xml,  Form::Xml,     Form::Signed};
constexpr std::array kKinds{Kind::VatElectronic, Kind::VatSpecial,  Kind::VatPaper,
                            Kind::VatToll,       Kind::Digital,     Kind::DigitalSpecial,
                            Kind::DigitalToll,   Kind::DigitalRide, Kind::DigitalHotel,
                            Kind::Rail,          Kind::Air,         Kind::Foreign,
                            Kind::Digital,       Kind::Foreign,     Kind::Foreign};

class SetMaker {
  public:
    explicit SetMaker(const Order& order) : order_(order), random_(order.seed) {
        forms_ =
            order.forms.empty() ? std::vector<Form>(kForms.begin(), kForms.end()) : order.forms;
        set_.buyer = company(random_, random_.pick(regions()), "科技");
    }

    Set take() {
        while (handed_in_ < order_.count) add_one();
        return std::move(set_);
    }

  private:
    Bill some_bill(Random& random, Form form) {
        for (;;) {
            auto bill = bill_of(random, random.pick(kKinds));
            if (is_issued_as(bill, form)) return bill;
        }
    }

    Bill bill_of(Random& random, Kind kind) {
        if (kind == Kind::Foreign) {
            const auto& country = random.pick(countries());
            return foreign_bill(random, country, foreign_company(random, country), order_.year);
        }
        const auto buyer = order_.faults ? set_.buyer : company(random, random.pick(regions()), "");
        auto bill = chinese_bill(random, kind, buyer, order_.year);
        bill.qr = qr_payload(bill, random);
        return bill;
    }

    // A foreign invoice is made out to somebody else than the one whose ledger it is.
    Made made_of(const Bill& bill, Form form, Random& random) const {
        auto made = make(bill, form, random);
        if (order_.faults && bill.kind == Kind::Foreign) made.allowed = {"other buyer"};
        return made;
    }
    Made plain_one(Random& random) {
        const auto form = random.pick(forms_);
        return made_of(some_bill(random, form), form, random);
    }

    void add_one() {
        auto random = random_.fork();
        if (!order_.faults || random.chance(55)) {
            add(plain_one(random));
            return;
        }
        switch (random.between(0, 9)) {
            case 0:
            case 1:
            case 2:
                return add_wrong(random);
            case 3:
                return add_again(random);
            case 4:
                return add_red(random);
            case 5:
                return add_unreadable(random);
            case 6:
                add(no_invoice(bill_of(random, Kind::DigitalRide), random));
                return;
            case 7:
                return add_archive(random);
            case 8:
                return add_mail(random);
            default:
                return add_several(random);
        }
    }

    // The name that it was given.
    std::string add(Made made) {
        made.name = fmt::format("{:04}{}", handed_in_++, made.name);
        set_.files.push_back(made);
        return made.name;
    }

    void add_wrong(Random& random) {
        const auto form = random.pick(forms_);
        auto bill = some_bill(random, form);
        const auto how = static_cast<Wrong>(random.between(0, 6));
        const auto stranger = company(random, random.pick(regions()), "");
        const auto finding = make_wrong(bill, form, how, stranger, random);
        auto made = made_of(bill, form, random);
        if (finding && how == Wrong::Code) {
            // Which of the two is right, nobody knows.
            for (const char* field : {"date", "net", "gross"}) made.truth.erase(field);
            made.allowed.insert(made.allowed.end(), {"sums disagree", "words disagree"});
        }
        if (finding) {
            made.findings.push_back(*finding);
            made.kind = "wrong: " + *finding;
        }
        add(std::move(made));
    }

    // The same invoice again: the same bytes, the same form made anew, or other forms of it.
    void add_again(Random& random) {
        const auto form = random.pick(forms_);
        const auto bill = some_bill(random, form);
        auto first = made_of(bill, form, random);
        auto again = first;
        if (random.chance(60)) {
            std::vector<Form> others;
            for (const auto other : kForms)
                if (is_issued_as(bill, other) && other != Form::Picture && other != Form::Scan)
                    others.push_back(other);
            if (!others.empty()) again = made_of(bill, random.pick(others), random);
        }
        again.same_as = add(std::move(first));
        again.kind += " again";
        add(std::move(again));
    }

    void add_red(Random& random) {
        const auto form = random.chance(50) ? Form::Xml : Form::Pdf;
        const auto kind =
            form == Form::Pdf && random.chance(50) ? Kind::VatElectronic : Kind::Digital;
        const auto bill = bill_of(random, kind);
        auto red = reversal(random, bill);
        if (red.date.year != order_.year) return;
        red.qr = qr_payload(red, random);
        add(made_of(bill, form, random));
        auto made = made_of(red, form, random);
        made.kind = "red " + made.kind;
        add(std::move(made));
    }

    void add_unreadable(Random& random) {
        const auto whole = plain_one(random);
        switch (random.between(0, 3)) {
            case 0:
                add(empty_file());
                break;
            case 1: {
                const auto bill = bill_of(random, Kind::Digital);
                auto locked = make(bill, Form::Pdf, random);
                add({".pdf",
                     "locked pdf",
                     locked_pdf(locked.bytes, "secret"),
                     {},
                     {"encrypted"},
                     {}});
                break;
            }
            case 2:
                add({".zip",
                     "locked zip",
                     locked_zip({{"a" + whole.name, whole.bytes}}, "secret"),
                     {},
                     {"encrypted"},
                     {}});
                break;
            default:
                // A picture that is cut off still shows its upper half.
                if (whole.name != ".png" && whole.name != ".jpg") add(cut_off(whole, random));
        }
    }

    // Some files with the names that they have inside.
    std::vector<Made> some(Random& random, long long count) {
        std::vector<Made> all;
        for (long long at = 0; at < count; ++at) {
            all.push_back(plain_one(random));
            all.back().name = fmt::format("{}{}{}", random.chance(50) ? "发票" : "invoice ", at + 1,
                                          all.back().name);
        }
        return all;
    }

    static std::vector<Inside> insides(const std::vector<Made>& all) {
        std::vector<Inside> out;
        out.reserve(all.size());
        for (const auto& one : all) out.push_back({one.name, one.bytes});
        return out;
    }

    // What stands inside is told by its path; the file that holds it has no truth of its own.
    void add_holder(std::string kind, std::string ending, std::string bytes,
                    const std::vector<std::pair<std::string, std::vector<Made>>>& held) {
        const auto name = add({std::move(ending), std::move(kind), std::move(bytes), {}, {}, {}});
        for (const auto& [between, all] : held)
            for (auto inner : all) {
                inner.name = fmt::format("{}/{}{}", name, between, inner.name);
                inner.bytes.clear();
                set_.files.push_back(std::move(inner));
            }
    }

    void add_archive(Random& random) {
        const auto wrap =
            random.pick(std::array{Wrap::Zip, Wrap::Zip, Wrap::SevenZip, Wrap::Tar, Wrap::TarGz});
        const auto outer = some(random, random.between(1, 3));
        auto files = insides(outer);
        std::vector<std::pair<std::string, std::vector<Made>>> held{{"", outer}};
        if (random.chance(40)) {
            const auto inner = some(random, random.between(1, 2));
            files.push_back({"差旅/内.zip", archive(insides(inner), Wrap::Zip)});
            held.emplace_back("差旅/内.zip/", inner);
        }
        add_holder("archive", std::string(name_of(wrap)), archive(files, wrap), held);
    }

    void add_mail(Random& random) {
        const auto outer = some(random, random.between(1, 2));
        auto files = insides(outer);
        std::vector<std::pair<std::string, std::vector<Made>>> held{{"", outer}};
        if (random.chance(30)) {
            const auto inner = some(random, 1);
            files.push_back({"转发.eml", mail(insides(inner), random)});
            held.emplace_back("转发.eml/", inner);
        }
        add_holder("mail", ".eml", mail(files, random), held);
    }

    // Two invoices in one PDF.
    void add_several(Random& random) {
        const auto one = bill_of(random, Kind::Digital);
        const auto other = bill_of(random, random.chance(50) ? Kind::Digital : Kind::Rail);
        auto pages = chinese_face(one, random);
        for (auto& page : chinese_face(other, random)) pages.push_back(page);
        auto first =
            Made{".pdf", "two in one", to_pdf(pages, random), truth_of(one, Form::Pdf), {}, {}};
        auto second = first;
        second.truth = truth_of(other, Form::Pdf);
        second.name = add(std::move(first));
        second.bytes.clear();
        second.is_inside = true;
        set_.files.push_back(std::move(second));
    }

    const Order& order_;
    Random random_;
    std::vector<Form> forms_;
    Set set_;
    std::size_t handed_in_ = 0;
};

}  // namespace

Set make_set(const Order& order) {
    return SetMaker(order).take();
}

}  // namespace errand::synthetic
