#include "synthetic/made.hpp"

#include <array>

#include "synthetic/chinese_face.hpp"
#include "synthetic/chinese_xml.hpp"
#include "synthetic/foreign_face.hpp"
#include "synthetic/italian_xml.hpp"
#include "synthetic/ofd.hpp"
#include "synthetic/pack.hpp"
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
    const double dots = harm == Harm::Small ? 220 : random.real(170, 240);
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
    std::vector<std::string> jpegs;
    const bool as_jpeg = random.chance(70);
    const auto dots = random.real(150, 220);
    for (const auto& face : face_of(bill, random)) {
        auto pixels = to_pixels(face, dots);
        if (random.chance(50)) pixels = harmed(std::move(pixels), Harm::Noisy, random);
        if (as_jpeg) jpegs.push_back(to_jpeg(pixels, static_cast<int>(random.between(70, 92))));
        pages.push_back(std::move(pixels));
    }
    return {".pdf", "scan", to_pdf(pages, jpegs, dots), {}, {}, {}};
}

Made pdf_of(const Bill& bill, Random& random) {
    Made made{".pdf",
              "pdf " + std::string(name_of(bill.kind)),
              to_pdf(face_of(bill, random), random),
              {},
              {},
              {}};
    if (bill.kind == Kind::Foreign) made.kind += "-" + bill.language;
    return made;
}

// Rail and air PDF files carry their XBRL.
Made hybrid_of(const Bill& bill, Random& random) {
    auto made = pdf_of(bill, random);
    const auto* what = bill.kind == Kind::Rail ? "rai_issuer_" : "atr_issuer_";
    made.bytes = with_attachments(made.bytes, {{what + bill.number + ".xml", xbrl(bill, random)}});
    made.kind = "hybrid " + std::string(name_of(bill.kind));
    return made;
}

Made ofd_of(const Bill& bill, Random& random) {
    const auto payload = payload_for(bill.kind, random);
    return {".ofd",
            "ofd " + std::string(name_of(payload)),
            ofd(bill, face_of(bill, random), payload, random),
            {},
            {},
            {}};
}

Made xml_of(const Bill& bill, Random& random) {
    const bool ticket = bill.kind == Kind::Rail || bill.kind == Kind::Air;
    return {".xml",
            "xml " + std::string(name_of(bill.kind)),
            ticket                       ? xbrl(bill, random)
            : bill.kind == Kind::Foreign ? fattura(bill, random)
                                         : digital_xml(bill, random),
            {},
            {},
            {}};
}

Made signed_of(const Bill& bill, Random& random) {
    const auto form =
        random.pick(std::array{Signing::Der, Signing::Pem, Signing::Base64, Signing::Base64Lines});
    return {".xml.p7m", "p7m", signed_file(fattura(bill, random), form), {}, {"unverified"}, {}};
}

void put(json::object& truth, const char* name, const std::string& value) {
    if (!value.empty()) truth[name] = value;
}

}  // namespace

std::string_view name_of(Form form) {
    constexpr std::array<std::string_view, 7> kNames{"pdf", "hybrid", "scan", "picture",
                                                     "ofd", "xml",    "p7m"};
    return kNames.at(static_cast<std::size_t>(form));
}

std::string_view name_of(Kind kind) {
    constexpr std::array<std::string_view, 12> kNames{
        "vat",  "vat-special", "vat-paper", "vat-toll", "digital", "digital-special",
        "toll", "ride",        "hotel",     "rail",     "air",     "foreign"};
    return kNames.at(static_cast<std::size_t>(kind));
}

bool is_issued_as(const Bill& bill, Form form) {
    const auto kind = bill.kind;
    const bool ticket = kind == Kind::Rail || kind == Kind::Air;
    const bool italian = kind == Kind::Foreign && bill.place == "IT";
    switch (form) {
        case Form::Pdf:
            return kind != Kind::VatPaper;
        case Form::Hybrid:
            return ticket;
        case Form::Scan:
        case Form::Picture:
            return true;
        case Form::Ofd:
            return kind != Kind::VatPaper && kind != Kind::Foreign;
        case Form::Xml:
            return is_digital(kind) || italian;
        case Form::Signed:
            return italian;
    }
    return false;
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
    put(truth, "reverses", bill.reverses);
    // An OFD's fields and tags have no place for it.
    if (form != Form::Ofd && (bill.kind == Kind::VatToll || bill.kind == Kind::DigitalToll))
        put(truth, "plate", bill.trip.plate);
    // On their faces, rail and air tickets name no seller and do not sum up what is without tax.
    const bool ticket = bill.kind == Kind::Rail || bill.kind == Kind::Air;
    const bool stated = form == Form::Hybrid || form == Form::Xml || form == Form::Ofd;
    if (!ticket) {
        put(truth, "seller", bill.seller.name);
        put(truth, "seller_vat", bill.seller.tax_id);
    }
    if (!ticket || stated) put(truth, "net", plain(bill.net));
    if (!bill.tax_free && (stated || bill.kind != Kind::Rail)) put(truth, "tax", plain(bill.tax));
    return truth;
}

Made make(const Bill& bill, Form form, Random& random) {
    Made made;
    switch (form) {
        case Form::Pdf:
            made = pdf_of(bill, random);
            break;
        case Form::Hybrid:
            made = hybrid_of(bill, random);
            break;
        case Form::Scan:
            made = scan_of(bill, random);
            break;
        case Form::Picture:
            made = picture_of(bill, random);
            break;
        case Form::Ofd:
            made = ofd_of(bill, random);
            break;
        case Form::Xml:
            made = xml_of(bill, random);
            break;
        case Form::Signed:
            made = signed_of(bill, random);
            break;
    }
    made.truth = truth_of(bill, form);
    return made;
}

}  // namespace errand::synthetic
