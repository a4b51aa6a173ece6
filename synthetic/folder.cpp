#include "synthetic/folder.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <fstream>

#include "synthetic/chinese_bill.hpp"
#include "synthetic/chinese_words.hpp"
#include "synthetic/foreign_words.hpp"
#include "synthetic/qr.hpp"

namespace errand::synthetic {
namespace {

namespace fs = std::filesystem;

constexpr std::array kForms{Form::Pdf, Form::Scan, Form::Picture};

class SetMaker {
  public:
    explicit SetMaker(const Order& order) : order_(order), random_(order.seed) {
        forms_ =
            order.forms.empty() ? std::vector<Form>(kForms.begin(), kForms.end()) : order.forms;
        set_.buyer = company(random_, random_.pick(regions()), "科技");
    }

    Set take() {
        while (set_.files.size() < order_.count) add_one();
        set_.files.resize(order_.count);
        return std::move(set_);
    }

  private:
    Bill some_bill(Random& random, Form form) {
        constexpr std::array kKinds{Kind::VatElectronic, Kind::VatSpecial,  Kind::VatPaper,
                                    Kind::VatToll,       Kind::Digital,     Kind::DigitalSpecial,
                                    Kind::DigitalToll,   Kind::DigitalRide, Kind::DigitalHotel,
                                    Kind::Rail,          Kind::Air,         Kind::Foreign,
                                    Kind::Digital,       Kind::Foreign,     Kind::Foreign};
        Kind kind = random.pick(kKinds);
        while (!is_issued_as(kind, form)) kind = random.pick(kKinds);
        if (kind == Kind::Foreign) {
            const auto& country = random.pick(countries());
            return foreign_bill(random, country, foreign_company(random, country), order_.year);
        }
        const auto buyer = order_.faults ? set_.buyer : company(random, random.pick(regions()), "");
        auto bill = chinese_bill(random, kind, buyer, order_.year);
        bill.qr = qr_payload(bill, random);
        return bill;
    }

    void add_one() {
        auto random = random_.fork();
        const auto form = random.pick(forms_);
        add(make(some_bill(random, form), form, random));
    }

    void add(Made made) {
        made.name = fmt::format("{:04}{}", set_.files.size(), made.name);
        set_.files.push_back(std::move(made));
    }

    const Order& order_;
    Random random_;
    std::vector<Form> forms_;
    Set set_;
};

Result<void> write_file(const fs::path& path, std::string_view bytes) {
    std::ofstream out(path, std::ios::binary);
    out.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    out.close();
    if (!out)
        return fail(ErrorCode::Unavailable, fmt::format("{} cannot be written", path.string()));
    return {};
}

}  // namespace

Set make_set(const Order& order) {
    return SetMaker(order).take();
}

Result<void> write_set(const Set& set, const Order& order, const fs::path& folder) {
    std::error_code failed;
    if (fs::exists(folder, failed) && !fs::is_empty(folder, failed))
        return fail(ErrorCode::Conflict, fmt::format("{} is not empty", folder.string()),
                    "name a folder that is not there yet");
    fs::create_directories(folder / "files", failed);
    if (failed)
        return fail(ErrorCode::Unavailable, fmt::format("{} cannot be made", folder.string()));
    json::array rows;
    for (const auto& made : set.files) {
        // What stands inside another file is written with it.
        if (made.name.find('/') == std::string::npos)
            ERRAND_TRY_VOID(write_file(folder / "files" / made.name, made.bytes));
        json::object row{{"file", made.name},
                         {"kind", made.kind},
                         {"source", "synthetic"},
                         {"truth", made.truth}};
        if (!made.findings.empty()) row["findings"] = json::encode(made.findings);
        if (!made.same_as.empty()) row["same_as"] = made.same_as;
        rows.push_back(std::move(row));
    }
    ERRAND_TRY_VOID(write_file(folder / "truth.json", json::write_pretty(rows) + "\n"));
    const json::object about{{"seed", order.seed},
                             {"year", order.year},
                             {"buyer", set.buyer.name},
                             {"buyer_tax_id", order.faults ? set.buyer.tax_id : std::string{}}};
    return write_file(folder / "about.json", json::write_pretty(about) + "\n");
}

}  // namespace errand::synthetic
