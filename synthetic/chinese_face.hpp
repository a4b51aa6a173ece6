// Owns: how Chinese invoices are laid out, modelled on the printed forms. Any thread.
#pragma once

#include <vector>

#include "synthetic/bill.hpp"
#include "synthetic/face.hpp"

namespace errand::synthetic {

std::vector<Face> chinese_face(const Bill& bill, Random& random);
// Each of them by kind.
std::vector<Face> vat_face(const Bill& bill, Random& random);
std::vector<Face> digital_face(const Bill& bill, Random& random);
std::vector<Face> rail_face(const Bill& bill, Random& random);
std::vector<Face> air_face(const Bill& bill, Random& random);
// What comes with invoices and is none: a ride's list of trips, a hotel's folio.
std::vector<Face> trip_list(const Bill& bill, Random& random);

// Shared between them.
struct Column {
    std::string head;
    double from;
    double to;
    Side side;
};
// Writes one cell, its lines `step` apart; a text that is too long goes on below. Where its last
// line stands.
double write_cell(Face& face, const Column& column, double y, const std::string& text, double step,
                  Ink ink);
Ink label_ink(Random& random);
std::string colon(Random& random);  // full or half width
// "*餐饮服务*餐费"
std::string goods_name(const Item& item);
std::string rate_of(const Item& item, Random& random);
// The red seal of the tax office above the title: seen, no text.
void seal(Face& face, const Bill& bill, double x, double y);
std::string chinese_font(Random& random);

}  // namespace errand::synthetic
