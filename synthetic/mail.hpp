// Owns: made mail files with attachments. Any thread.
#pragma once

#include <string>
#include <vector>

#include "synthetic/pack.hpp"
#include "synthetic/random.hpp"

namespace errand::synthetic {

// Names are written as mail programs write them: in encoded words, in RFC 2231's form, in pieces of
// it, or as raw bytes. A file whose name ends with ".eml" becomes a mail in the mail.
std::string mail(const std::vector<Inside>& files, Random& random);

}  // namespace errand::synthetic
