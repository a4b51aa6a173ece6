// Owns: reading JSON as models write it: cut off, wrapped in prose or a code fence, with a comma
// too many. Pure; any thread; time linear in the text. Must stay true: what is well-formed is read
// as it stands; what has more than one meaning is refused, never guessed.
#pragma once

#include <expected>
#include <string>
#include <string_view>

#include "json/json.hpp"

namespace errand::brain::model {

// What stands at the beginning of a text that opens with '{' or '['.
struct JsonScan {
    std::string clean;      // without commas too many, raw control characters escaped
    std::string open;       // the brackets that nothing closes, outermost first
    std::size_t end = 0;    // complete: behind the value
    bool complete = false;  // every bracket is closed
    bool in_string = false;
    bool broken = false;   // brackets that do not match, or too deep, or no escape
    bool changed = false;  // `clean` is not what stood there
};
JsonScan scan_json(std::string_view text);

// Whether a text that grows holds one whole object or list: only brackets and quotation marks are
// looked at, each character once.
class JsonBalance {
  public:
    void feed(std::string_view text);
    bool complete() const { return begun_ && depth_ == 0; }

  private:
    std::size_t depth_ = 0;
    bool begun_ = false;
    bool in_string_ = false;
    bool escaped_ = false;
};

enum class MendFailure { NoJson, Ambiguous, CutOff, Malformed };

struct Mended {
    json::value value;
    bool changed = false;  // it was not well-formed JSON
};

// The one JSON value in `text`. Objects and lists are found in prose and code fences as well. What
// is cut off is closed only where no part of a value can be missing: not inside a text, a number or
// a name, nor behind a comma or a colon; and not at all where `cut_off` says that something else
// than the model may have ended the text. Ambiguous: there are two.
std::expected<Mended, MendFailure> mend_json(std::string_view text, bool cut_off = false);

// What a program says of it to the model that wrote it.
std::string_view explain(MendFailure failure);

}  // namespace errand::brain::model
