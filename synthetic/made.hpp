// Owns: one made file with the truth about it. Plain values; any thread.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "json/json.hpp"
#include "synthetic/bill.hpp"
#include "synthetic/random.hpp"

namespace errand::synthetic {

enum class Form { Pdf, Hybrid, Scan, Picture, Ofd, Xml, Signed };
std::string_view name_of(Form form);

struct Made {
    std::string name;  // "0001.pdf"; "0002.zip/a.pdf" for what is inside another
    std::string kind;  // "pdf digital", "picture rotated"
    std::string bytes;
    json::object truth;                   // as eval/invoices/measure.hpp has it
    std::vector<std::string> findings{};  // that must be there: names of faults, "a|b" for either
    std::string same_as{};                // the file that first says this invoice
    std::vector<std::string> allowed{};   // findings that may be there
    bool is_inside = false;               // its bytes are those of the file before it
};

// Whether that invoice is given out in that form.
bool is_issued_as(const Bill& bill, Form form);
// The bill as a file of that form. Only where it is issued so.
Made make(const Bill& bill, Form form, Random& random);
// The truth that a reader can find in that form.
json::object truth_of(const Bill& bill, Form form);
std::string_view name_of(Kind kind);

}  // namespace errand::synthetic
