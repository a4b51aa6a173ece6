// Owns: mail files (RFC 5322, MIME: RFC 2045 to 2047, 2231) to the files that they carry, in
// memory. Bounded by the Budget that one handed-in file shares with everything inside it, and by
// limits.hpp. Any thread.
//
// A reader of our own, not GMime: it is needed for a tenth of MIME, in a process that is confined
// before it sees the bytes, with bounds on parts, depth and size that hold while it parses. GMime
// has no bound on parts and depth, keeps a whole tree, and its GLib ends the process where memory
// ends.
#pragma once

#include <string_view>
#include <vector>

#include "base/error.hpp"
#include "document/archive.hpp"

namespace errand::document {

// True where the bytes begin with lines of a mail's head.
bool looks_like_mail(std::string_view bytes);

// Every part that is a file: with a name, or of a form of its own; a mail in the mail is one file.
// What the mail itself says (plain text and HTML without a name) and its signatures are no files.
// Invalid: no mail. Exhausted: a bound.
Result<std::vector<Entry>> read_mail(std::string_view bytes, Budget& budget);

}  // namespace errand::document
