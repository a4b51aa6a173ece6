// Owns: the names that food has in both languages, so that a menu written in one can be searched in
// the other. Constant; any thread.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "city/search/index.hpp"

namespace errand::city {

// The folded text with every name that is known put into the other language; what is unknown stays
// as it is. The same text where nothing is known.
std::string into_chinese(std::string_view folded);
std::string into_english(std::string_view folded);

// The best of a query as it is written and as the other language writes it.
std::vector<Match> search_both_languages(const SearchIndex& index, std::string_view query,
                                         double least);

}  // namespace errand::city
