// Owns: numbers of papers and things in text, with their check digits: Chinese identity cards,
// credit codes of companies, bank cards, number plates, passports. Pure, any thread; linear in the
// length; only the first kMaxSentenceBytes are read. A number whose check digit is wrong is still
// given, with `valid` false, so that one can ask about it; one that has another shape is none.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "language/letters.hpp"

namespace errand::language {

enum class PaperKind {
    IdentityCard,  // GB 11643: 18 characters, ISO 7064 MOD 11-2
    CreditCode,    // GB 32100: 18 characters, modulo 31
    BankCard,      // ISO/IEC 7812: 13 to 19 digits, Luhn
    NumberPlate,   // GA 36: 京A·12345, 粤B12345D; shape only
    Passport,      // Chinese: E12345678, EA1234567; shape only, or what is called a passport
};

struct Paper {
    PaperKind kind = PaperKind::IdentityCard;
    Place place;
    std::string value;  // in upper case, without spaces, dashes and points
    bool valid = false;

    bool operator==(const Paper&) const = default;
};

std::vector<Paper> find_papers(std::string_view text);

// What an identity card's number says.
struct IdentityCard {
    int year = 0;
    int month = 0;
    int day = 0;
    bool female = false;
    std::string region;    // the six digits of GB/T 2260
    std::string province;  // 浙江; empty for a code of none
};
// Nothing where the shape, the province, the date of birth or the check digit is wrong.
std::optional<IdentityCard> read_identity_card(std::string_view value);

// 浙江 of "33"; empty for a code of none (GB/T 2260).
std::string_view province_of(std::string_view two_digits);
// The character 京 … 琼 that plates begin with.
bool is_plate_province(char32_t character);

bool luhn(std::string_view digits);
// 18 characters of the code's alphabet, the last of which fits the others (GB 32100-2015).
bool credit_character_fits(std::string_view value);
// That, in the shape that cannot be mistaken for an identity card's number.
bool valid_credit_code(std::string_view value);

}  // namespace errand::language
