// Owns: Label, what a printed label announces, the tables of what labels say, and finding them on a
// sheet. Pure; any thread.
#pragma once

#include <optional>
#include <span>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "invoice/layout/sheet.hpp"

namespace errand::invoice::layout {

enum class Label {
    // What names the invoice.
    Code,
    Number,
    WeakNumber,  // a title or "No." that a number may follow
    Date,
    WeakDate,  // "vom", "dated": a date may follow
    CheckCode,
    // Parties.
    BuyerBlock,
    SellerBlock,
    OtherBlock,  // a party that is neither: who receives the goods
    Name,
    BuyerName,
    SellerName,
    TaxId,
    BuyerTaxId,
    SellerTaxId,
    // Sums.
    Total,
    Words,
    Figures,
    Net,
    Tax,
    Gross,
    Payable,
    Currency,
    // People and remarks.
    Drawer,
    Remark,
    // The heads of a table's columns.
    Goods,
    Specification,
    Unit,
    Quantity,
    UnitPrice,
    Amount,
    Rate,
    TaxAmount,
    Plate,
    FirstDay,
    LastDay,
    // Tickets.
    Fare,
    Fuel,
    Fund,
    OtherFees,
    Flight,
    TravelDay,
    Reverses,
    // Of no interest, but it ends what stands before it.
    Other,
};

struct Saying {
    std::u32string_view text;  // folded, without spaces
    Label label;
};
// All that one label may say, with spaces between.
struct SayingsOf {
    Label label;
    std::u32string_view texts;
};
std::vector<Saying> sayings_of(std::span<const SayingsOf> all);
// What Chinese invoices, tickets and receipts say.
std::span<const Saying> chinese_labels();
// What plain invoices say in English, German, French, Italian, Spanish, Dutch, Portuguese,
// Polish, Swedish.
std::span<const Saying> plain_labels();

struct Hit {
    Label label = Label::Other;
    std::u32string_view text;
    Span span;
    Box box;
};

class Hits {
  public:
    // The longest saying at each place, from the left; none inside another. On a sheet that was
    // recognized from a picture one letter of a longer saying may be another.
    Hits(const Sheet& sheet, std::span<const Saying> sayings);

    const std::vector<Hit>& all() const { return hits_; }
    std::vector<const Hit*> of(Label label) const;
    const Hit* first(Label label) const;
    // What stands behind a label in its row, up to the next label, without the colon. Empty where
    // more than `lead` ems are free before it; ends at a gap wider than `gap` ems.
    Span after(const Hit& hit, double lead, double gap) const;
    // Whether a letter of a row belongs to a label.
    bool labelled(std::size_t row, std::size_t letter) const;

  private:
    // Exact ones, or where `inexact` has any, those with another letter.
    void scan(std::size_t row, std::span<const Saying> inexact);
    const Saying* longest(std::size_t row, std::size_t at, const Saying& saying, const Saying* best,
                          bool exact) const;

    bool before_id(std::size_t row, const Saying& saying, std::size_t end) const;

    const Sheet& sheet_;
    std::unordered_map<char32_t, std::vector<const Saying*>> by_first_;
    std::vector<Hit> hits_;
    std::vector<std::vector<bool>> covered_;
};

}  // namespace errand::invoice::layout
