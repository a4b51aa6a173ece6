// Owns: a Reading as text, which crosses from the process that reads documents and lies in the
// store. Pure; any thread. Every field is there with its source and confidence.
#pragma once

#include <string>
#include <string_view>

#include "base/error.hpp"
#include "invoice/reader.hpp"

namespace errand::invoice {

std::string to_text(const Reading& reading);
// Corrupt: no such text.
Result<Reading> reading_of(std::string_view text);

}  // namespace errand::invoice
