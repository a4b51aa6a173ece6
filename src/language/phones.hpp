// Owns: telephone numbers in text, of any country, as people write them. Pure, any thread; linear
// in the length; only the first kMaxSentenceBytes are read. Source: ITU-T E.164 (country codes, at
// most 15 digits); the national forms are the customary groupings of many countries rather than
// their numbering plans.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "language/letters.hpp"

namespace errand::language {

struct Phone {
    Place place;               // with the extension
    std::string country_code;  // "86"; empty where it is not said
    std::string digits;        // the national number: no country code, no "(0)", no extension
    std::string extension;     // "8001"
    // 1: with a country code, or of a known national form (a Chinese mobile, a North American
    // number); 0.7: grouped as numbers are; 0.4: only a row of digits.
    double confidence = 0;

    // "+8613800138000" where the country code was said, else the digits.
    std::string dialled() const;
};

// Not numbers: dates, decimals, sums, card numbers, IP addresses, parts of URLs, of e-mail
// addresses and of serial numbers, amounts, and what is called an account, a card or an order. In
// order of place, without overlap.
std::vector<Phone> find_phones(std::string_view text);

// A country code of E.164, without "+" and zeros.
bool is_calling_code(std::string_view digits);

}  // namespace errand::language
