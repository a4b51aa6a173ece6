#include "synthetic/qr.hpp"

#include <ZXing/BarcodeFormat.h>
#include <ZXing/BitMatrix.h>
#include <ZXing/MultiFormatWriter.h>
#include <fmt/format.h>

namespace errand::synthetic {
namespace {

const char* type_of(const Bill& bill) {
    switch (bill.kind) {
        case Kind::VatSpecial:
            return "08";
        case Kind::VatPaper:
            return bill.title.ends_with("专用发票") ? "01" : "04";
        case Kind::DigitalSpecial:
            return "31";
        case Kind::Rail:
            return "51";
        case Kind::Air:
            return "61";
        default:
            return is_digital(bill.kind) ? "32" : "10";
    }
}

}  // namespace

std::string qr_payload(const Bill& bill, Random& random) {
    const auto amount = plain(is_digital(bill.kind) ? bill.gross : bill.net);
    std::string crc;
    while (crc.size() < 4) crc += "0123456789ABCDEF"[random.between(0, 15)];
    return fmt::format("01,{},{},{},{},{},{},{}{}", type_of(bill), bill.code, bill.number, amount,
                       compact(bill.date), bill.check_code, crc, random.chance(50) ? "," : "");
}

Squares qr_squares(const std::string& payload) {
    const auto matrix = ZXing::MultiFormatWriter(ZXing::BarcodeFormat::QRCode)
                            .setMargin(0)
                            .setEccLevel(4)
                            .encode(payload, 0, 0);
    Squares squares{matrix.width(), {}};
    for (int y = 0; y < matrix.height(); ++y)
        for (int x = 0; x < matrix.width(); ++x) squares.black.push_back(matrix.get(x, y));
    return squares;
}

}  // namespace errand::synthetic
