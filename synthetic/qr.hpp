// Owns: QR codes of made invoices: what they say, and their squares. Any thread.
#pragma once

#include <string>
#include <vector>

#include "synthetic/bill.hpp"
#include "synthetic/random.hpp"

namespace errand::synthetic {

// "01,type,code,number,amount,yyyymmdd,checkcode,crc". The amount is without tax before the fully
// digital invoice, and with tax since.
std::string qr_payload(const Bill& bill, Random& random);

struct Squares {
    int side = 0;
    std::vector<bool> black;
    bool dark(int x, int y) const { return black[static_cast<std::size_t>(y * side + x)]; }
};
// Without the white border.
Squares qr_squares(const std::string& payload);

}  // namespace errand::synthetic
