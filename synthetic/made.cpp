#include "synthetic/made.hpp"

#include <array>

#include "synthetic/chinese_face.hpp"
#include "synthetic/foreign_face.hpp"
#include "synthetic/picture.hpp"

namespace errand::synthetic {
namespace {

std::vector<Face> face_of(const Bill& bill, Random& random) {
    return bill.kind == Kind::Foreign ? foreign_face(bill, random) : chinese_face(bill, random);
}

Made picture_of(const Bill& bill, Random& random) {
    constexpr std::array kHarms{Harm::None,  Harm::Rotated, Harm::Blurred, Harm::Shadowed,
                                Harm::Small, Harm::Noisy,   Harm::Photo};
    const auto harm = random.pick(kHarms);
    const auto faces = face_of(bill, random);
    const double dots = harm == Harm::Small ? 220 : random.real(150, 220);
    const auto pixels = harmed(to_pixels(faces.front(), dots), harm, random);
    Made made;
    made.kind = "picture " + std::string(name_of(harm));
    const bool jpeg = harm == Harm::Photo || random.chance(50);
    made.bytes = jpeg ? to_jpeg(pixels, static_cast<int>(random.between(60, 92))) : to_png(pixels);
    made.name = jpeg ? ".jpg" : ".png";
    return made;
}

Made scan_of(const Bill& bill, Random& random) {
    std::vector<Pixels> pages;
    const auto dots = random.real(150, 220);
    for (const auto& face : face_of(bill, random)) {
        auto pixels = to_pixels(face, dots);
        if (random.chance(50)) pixels = harmed(std::move(pixels), Harm::Noisy, random);
        pages.push_back(std::move(pixels));
    }
    return {".pdf", "scan", to_pdf(pages, dots), {}, {}, {}};
}

void put(json::object& truth, const char* name, const std::string& value) {
    if (!value.empty()) truth[name] = value;
}

}  // namespace

std::string_view name_of(Form form) {
    constexpr std::array<std::string_view, 6> kNames{"pdf", "scan", "picture", "ofd", "xml", "p7m"};
    return kNames.at(static_cast<std::size_t>(form));
}

std::string_view name_of(Kind kind) {
    constexpr std::array<std::string_view, 12> kNames{
        "vat",  "vat-special", "vat-paper", "vat-toll", "digital", "digital-special",
        "toll", "ride",        "hotel",     "rail",     "air",     "foreign"};
    return kNames.at(static_cast<std::size_t>(kind));
}

bool is_issued_as(Kind kind, Form form) {
    switch (form) {
        case Form::Pdf:
            return kind != Kind::VatPaper;
        case Form::Scan:
        case Form::Picture:
            return true;
        default:
            return false;
    }
}

json::object truth_of(const Bill& bill, Form form) {
    json::object truth;
    put(truth, "no", bill.number);
    put(truth, "code", bill.code);
    put(truth, "date", iso(bill.date));
    put(truth, "cur", bill.currency);
    put(truth, "buyer", bill.buyer.name);
    put(truth, "buyer_vat", bill.buyer.tax_id);
    put(truth, "gross", plain(bill.gross));
    // On their faces, rail and air tickets name no seller and do not sum up what is without tax.
    const bool ticket = bill.kind == Kind::Rail || bill.kind == Kind::Air;
    if (!ticket) {
        put(truth, "seller", bill.seller.name);
        put(truth, "seller_vat", bill.seller.tax_id);
        put(truth, "net", plain(bill.net));
        if (!bill.tax_free) put(truth, "tax", plain(bill.tax));
    }
    if (bill.kind == Kind::Air) put(truth, "tax", plain(bill.tax));
    (void)form;
    return truth;
}

Made make(const Bill& bill, Form form, Random& random) {
    Made made;
    switch (form) {
        case Form::Picture:
            made = picture_of(bill, random);
            break;
        case Form::Scan:
            made = scan_of(bill, random);
            break;
        default:
            made.bytes = to_pdf(face_of(bill, random), random);
            made.name = ".pdf";
            made.kind = "pdf " + std::string(name_of(bill.kind)) +
                        (bill.kind == Kind::Foreign ? "-" + bill.language : "");
    }
    made.truth = truth_of(bill, form);
    return made;
}

}  // namespace errand::synthetic
