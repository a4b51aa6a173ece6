// Owns: what is wrong with a made invoice, and how its finding is called. Any thread.
#pragma once

#include <optional>
#include <string>

#include "synthetic/made.hpp"

namespace errand::synthetic {

enum class Wrong { Sums, Lines, Words, CheckCharacter, Code, OtherBuyer, OtherYear };

// Changes the bill so that it is wrong in that way, and says which finding must be there; nothing
// where that bill cannot be wrong so in that form.
std::optional<std::string> make_wrong(Bill& bill, Form form, Wrong how, const Party& stranger,
                                      Random& random);

// Files that are no invoice or cannot be read. `bill` lends its content.
Made no_invoice(const Bill& bill, Random& random);
Made cut_off(const Made& whole, Random& random);
Made empty_file();

inline constexpr const char* kNoInvoice = "not an invoice|not supported|unreadable|missing";
inline constexpr const char* kUnreadable = "unreadable|not supported|not an invoice|missing";

}  // namespace errand::synthetic
