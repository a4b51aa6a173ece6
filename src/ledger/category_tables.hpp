// Owns: what tells a kind of expense: beginnings of tax codes, names of goods' classes, words in
// goods' names, words in sellers' names. Data alone; any thread.
#pragma once

#include <span>
#include <string_view>

#include "ledger/category.hpp"

namespace errand::ledger {

// A beginning of a code. `confidence` in percent: from kStrong on nothing else is looked at; below,
// a word in the goods' name counts more.
struct CodeRow {
    std::string_view prefix;
    Category category;
    int confidence;
};
// Words parted by "|", in the form that `plain` gives (category.cpp): half width, lower case,
// simplified, without accents. A Chinese word counts anywhere. Another one counts where a word
// begins; with "~" before it anywhere; with "$" after it only as a whole word.
struct WordRow {
    Category category;
    int confidence;
    std::string_view words;
};

inline constexpr int kStrong = 90;

// 商品和服务税收分类编码, 19 digits.
std::span<const CodeRow> tax_codes();
// UNSPSC, 8 digits: CFDI's ClaveProdServ.
std::span<const CodeRow> unspsc_codes();
// 简称: what stands between the asterisks of *餐饮服务*餐费. Whole names.
std::span<const WordRow> goods_classes();
std::span<const WordRow> goods_words();
std::span<const WordRow> seller_words();
// What the whole document is: its kind (发票票种) and special business (特定业务类型).
std::span<const WordRow> document_words();

}  // namespace errand::ledger
