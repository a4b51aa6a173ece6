// Owns: reading one setting of a TOML table. Any thread. Must stay true: every mistake names the
// file and the line.
#pragma once

#include <toml++/toml.h>

#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.hpp"

namespace errand::app::setting {

// Invalid, "file:line: what".
std::unexpected<Error> wrong(const std::string& file, const toml::source_region& where,
                             std::string_view what,
                             std::string advice = "docs/cli.md shows every setting");
// Refuses members that are not known.
Result<> only(const toml::table& table, const std::set<std::string_view>& known,
              const std::string& file);
// Leaves `into` as it is where there is no such member. A text is never empty.
Result<> read(const toml::table& table, std::string_view key, const std::string& file,
              std::string& into);
Result<> read(const toml::table& table, std::string_view key, const std::string& file,
              std::vector<std::string>& into);

}  // namespace errand::app::setting
