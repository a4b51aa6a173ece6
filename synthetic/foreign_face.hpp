// Owns: how invoices outside China are laid out: a letter, boxes, a service's page, a plain list.
// Any thread.
#pragma once

#include <vector>

#include "synthetic/bill.hpp"
#include "synthetic/face.hpp"

namespace errand::synthetic {

std::vector<Face> foreign_face(const Bill& bill, Random& random);
// A delivery note: looks like an invoice and is none.
std::vector<Face> delivery_note(const Bill& bill, Random& random);

}  // namespace errand::synthetic
