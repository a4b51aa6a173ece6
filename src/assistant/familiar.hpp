// Owns: the names that a person's errands have shown them (shops, dishes), found in what they say:
// with slips, by pinyin, in part. Nothing of it is kept: it is read from the journal's events
// again. Strand: the io_context's thread.
#pragma once

#include <deque>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "brain/understanding.hpp"
#include "json/json.hpp"
#include "language/names/catalogue.hpp"

namespace errand::assistant {

class Familiar {
  public:
    // Takes the names of an event's offers, draft and orders. The oldest are forgotten beyond
    // kFamiliarNames.
    void see(const json::value& event);

    // Those that the sentence mentions, by place.
    std::vector<brain::KnownName> in(std::string_view sentence) const;

    std::size_t size() const { return catalogue_.size(); }

  private:
    // `name`: a string, or {"zh", "en"}.
    void take(const json::value* name, brain::KnownName::Kind kind);
    void take_items(const json::value* items);
    void add(std::string_view name, brain::KnownName::Kind kind);

    language::names::Catalogue catalogue_;
    std::unordered_set<std::string> known_;
    std::deque<language::names::NameId> order_;  // oldest first
};

}  // namespace errand::assistant
