// Owns: what Chinese invoices are filled with: places, companies, goods with their tax codes. Any
// thread.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "synthetic/bill.hpp"
#include "synthetic/random.hpp"

namespace errand::synthetic {

struct Region {
    int code;
    std::string_view province;  // as the tax office is called
    std::string_view city;
    std::string_view plate;
};
std::span<const Region> regions();

struct Goods {
    std::string_view group;
    std::string_view name;
    std::string_view specification;
    std::string_view unit;
    std::string_view tax_code;
    int rate;
    long long cheapest;  // yuan
    long long dearest;
};
std::span<const Goods> goods();

std::string person(Random& random);
// A company or shop of that place, with a credit code that fits. `trade` may be empty.
Party company(Random& random, const Region& region, std::string_view trade);
// GB 32100-2015: 18 characters, the last by weights of 3 modulo 31.
std::string credit_code(Random& random, const Region& region);
// The same with a last character that does not fit.
std::string broken_credit_code(std::string code, Random& random);

}  // namespace errand::synthetic
