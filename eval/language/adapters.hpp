// Owns: the recognizers over src/language, one for each kind of value and language. Each is defined
// in its kind's file: adapt_number.cpp, adapt_unit.cpp, adapt_sequence.cpp, adapt_choice.cpp,
// adapt_datetime.cpp. What is odd in the examples' form lives there; src/language stays as errand
// needs it.
#pragma once

#include "eval/language/recognizer.hpp"

namespace errand::eval::language {

std::vector<Recognized> recognize_numbers_en(std::string_view text, const Occasion& occasion);
std::vector<Recognized> recognize_numbers_zh(std::string_view text, const Occasion& occasion);
std::vector<Recognized> recognize_ordinals_en(std::string_view text, const Occasion& occasion);
std::vector<Recognized> recognize_ordinals_zh(std::string_view text, const Occasion& occasion);
std::vector<Recognized> recognize_percents_en(std::string_view text, const Occasion& occasion);
std::vector<Recognized> recognize_percents_zh(std::string_view text, const Occasion& occasion);
std::vector<Recognized> recognize_number_ranges_en(std::string_view text, const Occasion& occasion);
std::vector<Recognized> recognize_number_ranges_zh(std::string_view text, const Occasion& occasion);
std::vector<Recognized> recognize_currencies_en(std::string_view text, const Occasion& occasion);
std::vector<Recognized> recognize_currencies_zh(std::string_view text, const Occasion& occasion);
std::vector<Recognized> recognize_ages_en(std::string_view text, const Occasion& occasion);
std::vector<Recognized> recognize_ages_zh(std::string_view text, const Occasion& occasion);
std::vector<Recognized> recognize_dimensions_en(std::string_view text, const Occasion& occasion);
std::vector<Recognized> recognize_dimensions_zh(std::string_view text, const Occasion& occasion);
std::vector<Recognized> recognize_temperatures_en(std::string_view text, const Occasion& occasion);
std::vector<Recognized> recognize_temperatures_zh(std::string_view text, const Occasion& occasion);
std::vector<Recognized> recognize_phone_numbers_en(std::string_view text, const Occasion& occasion);
std::vector<Recognized> recognize_phone_numbers_zh(std::string_view text, const Occasion& occasion);
std::vector<Recognized> recognize_ip_addresses_en(std::string_view text, const Occasion& occasion);
std::vector<Recognized> recognize_ip_addresses_zh(std::string_view text, const Occasion& occasion);
std::vector<Recognized> recognize_urls_en(std::string_view text, const Occasion& occasion);
std::vector<Recognized> recognize_urls_zh(std::string_view text, const Occasion& occasion);
std::vector<Recognized> recognize_emails_en(std::string_view text, const Occasion& occasion);
std::vector<Recognized> recognize_emails_zh(std::string_view text, const Occasion& occasion);
std::vector<Recognized> recognize_guids_en(std::string_view text, const Occasion& occasion);
std::vector<Recognized> recognize_guids_zh(std::string_view text, const Occasion& occasion);
std::vector<Recognized> recognize_hashtags_en(std::string_view text, const Occasion& occasion);
std::vector<Recognized> recognize_hashtags_zh(std::string_view text, const Occasion& occasion);
std::vector<Recognized> recognize_mentions_en(std::string_view text, const Occasion& occasion);
std::vector<Recognized> recognize_mentions_zh(std::string_view text, const Occasion& occasion);
std::vector<Recognized> recognize_quoted_texts_en(std::string_view text, const Occasion& occasion);
std::vector<Recognized> recognize_quoted_texts_zh(std::string_view text, const Occasion& occasion);
std::vector<Recognized> recognize_booleans_en(std::string_view text, const Occasion& occasion);
std::vector<Recognized> recognize_booleans_zh(std::string_view text, const Occasion& occasion);
std::vector<Recognized> recognize_datetimes_en(std::string_view text, const Occasion& occasion);
std::vector<Recognized> recognize_datetimes_zh(std::string_view text, const Occasion& occasion);

}  // namespace errand::eval::language
