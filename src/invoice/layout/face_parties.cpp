// Buyer and seller of a Chinese page: every name and tax id belongs to the block whose label it
// stands beside or under, wherever the blocks are; never to a half of the page.
#include <algorithm>
#include <array>
#include <limits>

#include "invoice/layout/face.hpp"
#include "language/identity.hpp"
#include "language/letters.hpp"
#include "language/text.hpp"

namespace errand::invoice::layout {
namespace {

enum class Side { Buyer, Seller, None };

struct Upstanding {
    std::u32string_view text;
    Label label;
};
constexpr auto kUprights = std::to_array<Upstanding>({{U"购买方信息", Label::BuyerBlock},
                                                      {U"销售方信息", Label::SellerBlock},
                                                      {U"购货单位", Label::BuyerBlock},
                                                      {U"销货单位", Label::SellerBlock},
                                                      {U"购买方", Label::BuyerBlock},
                                                      {U"销售方", Label::SellerBlock},
                                                      {U"购方", Label::BuyerBlock},
                                                      {U"销方", Label::SellerBlock},
                                                      {U"密码区", Label::Other},
                                                      {U"备注", Label::Remark}});

struct Block {
    Side side = Side::None;
    Box box;
    bool upright = false;
};

std::vector<Block> blocks_of(const Page& page) {
    std::vector<Block> blocks;
    const auto add = [&](Label label, const Box& box, bool upright) {
        if (label == Label::BuyerBlock) blocks.push_back({Side::Buyer, box, upright});
        if (label == Label::SellerBlock) blocks.push_back({Side::Seller, box, upright});
    };
    for (const auto& one : page.sheet.uprights()) add(upright_label(one.label), one.box, true);
    for (const auto& hit : page.hits.all()) add(hit.label, hit.box, false);
    return blocks;
}

// How far a label is from being inside a block, in points; more than the page is no relation.
double distance(const Box& label, const Block& block) {
    constexpr double kNone = std::numeric_limits<double>::max();
    const auto& box = block.box;
    const double em = label.height();
    if (block.upright) {
        // Its characters stand as high as the block, or a little less.
        const double outside = std::max(
            {0.0, box.top - 2.5 * em - label.middle(), label.middle() - box.bottom - 2.5 * em});
        if (box.left > label.left + em) return kNone;
        return std::max(0.0, label.left - box.right) + 6 * outside;
    }
    const double down = label.top - box.top;
    if (beside(label, box) > 0.4 && box.left <= label.left) return label.left - box.right;
    if (down < 0) return kNone;
    return 1.5 * down + std::abs(label.left - box.left);
}

struct Claim {
    Side side = Side::None;
    double away = std::numeric_limits<double>::max();
};

Claim nearest(const Box& label, const std::vector<Block>& blocks) {
    Claim claim;
    for (const auto& block : blocks)
        if (const double away = distance(label, block); away < claim.away)
            claim = {block.side, away};
    return claim;
}

bool above(const Box& one, const Box& other) {
    if (beside(one, other) > 0.4) return one.left < other.left;
    return one.middle() < other.middle();
}

// Beside the label of the remarks, where whatever their writer liked may stand.
bool in_remark(const Page& page, const Hit& hit) {
    const double em = hit.box.height();
    const auto beside_it = [&](const Box& box) {
        return box.right <= hit.box.left && hit.box.middle() > box.top - em &&
               hit.box.middle() < box.bottom + em;
    };
    return std::ranges::any_of(page.sheet.uprights(),
                               [&](const Upright& one) {
                                   return upright_label(one.label) == Label::Remark &&
                                          beside_it(one.box);
                               }) ||
           std::ranges::any_of(page.hits.of(Label::Remark),
                               [&](const Hit* one) { return beside_it(one->box); });
}

std::vector<const Hit*> named(const Page& page, Label label) {
    auto hits = page.hits.of(label);
    std::erase_if(hits, [&](const Hit* hit) { return in_remark(page, *hit); });
    return hits;
}

// A name's label; or an id's, where the name's cannot be read.
struct Named {
    const Hit* hit = nullptr;
    Side side = Side::None;
    int confidence = kCertain;
    bool is_id = false;
};

// An id stands under its name, in the same column.
bool belongs(const Hit& id, const Hit& name) {
    const double em = id.box.height();
    const double down = id.box.middle() - name.box.middle();
    return down > -0.5 * em && down < 5 * em && std::abs(id.box.left - name.box.left) < 8 * em;
}

// Where a name's label cannot be read, the id under it stands for it, unless the labels of names
// say their sides themselves.
void add_ids(const Page& page, std::vector<Named>& names) {
    if (!named(page, Label::BuyerName).empty() || !named(page, Label::SellerName).empty()) return;
    const auto labelled = names;
    const Hit* before = nullptr;
    for (const auto* id : page.hits.of(Label::TaxId)) {
        // One label in two parts, of which the recognizer lost what is between.
        const bool part = before != nullptr && before->span.row == id->span.row &&
                          id->box.left - before->box.right < 3 * id->box.height();
        before = id;
        const bool named =
            std::ranges::any_of(labelled, [&](const Named& one) { return belongs(*id, *one.hit); });
        if (!part && !named) names.push_back({id, Side::None, kComputed, true});
    }
}

// Two names that claim one side, or have no blocks: the first read is the buyer's, as every form of
// these invoices has it, and it is doubtful.
std::vector<Named> named_sides(const Page& page, const std::vector<Block>& blocks) {
    std::vector<Named> names;
    for (const auto* hit : page.hits.of(Label::Name)) names.push_back({hit});
    if (names.size() < 2) add_ids(page, names);
    std::vector<Claim> claims;
    claims.reserve(names.size());
    for (const auto& one : names) claims.push_back(nearest(one.hit->box, blocks));
    for (std::size_t at = 0; at < names.size(); ++at) names[at].side = claims[at].side;
    if (names.size() == 2 && (names[0].side == Side::None) != (names[1].side == Side::None)) {
        // The other block's label could not be read.
        auto& lost = names[names[0].side == Side::None ? 0 : 1];
        const auto& known = names[names[0].side == Side::None ? 1 : 0];
        lost.side = known.side == Side::Buyer ? Side::Seller : Side::Buyer;
        lost.confidence = std::min(lost.confidence, kComputed);
    } else if (names.size() == 2 && names[0].side == names[1].side) {
        const bool ordered = above(names[0].hit->box, names[1].hit->box);
        auto& first = names[ordered ? 0 : 1];
        auto& second = names[ordered ? 1 : 0];
        const auto& first_claim = claims[ordered ? 0 : 1];
        const auto& second_claim = claims[ordered ? 1 : 0];
        if (first.side == Side::None) {
            first.confidence = second.confidence = kGuessed;
            first.side = Side::Buyer;
            second.side = Side::Seller;
        } else {
            // One block's label is missing: the nearer name keeps the one that is there.
            auto& farther = first_claim.away > second_claim.away ? first : second;
            farther.side = farther.side == Side::Buyer ? Side::Seller : Side::Buyer;
            farther.confidence = kComputed;
        }
    }
    return names;
}

// Fifteen to twenty letters and digits, at least some of them digits.
std::string tax_id_of(const Page& page, Span span) {
    std::string id;
    const auto& row = page.sheet.rows()[span.row];
    for (auto at = span.begin; at < span.end; ++at) {
        const auto letter = row.text[at];
        if (!language::is_digit(letter) && !language::is_latin(letter)) break;
        id += static_cast<char>(language::is_latin(letter) ? letter - U'a' + U'A' : letter);
    }
    const auto digits = std::ranges::count_if(id, [](char c) { return c >= '0' && c <= '9'; });
    return id.size() >= 15 && id.size() <= 20 && digits >= 6 ? id : std::string{};
}

// Another label stands before it, in its row or where its row would be: forms are often filled a
// little lower than they are printed.
bool announced(const Page& page, const Hit& own, const Box& box) {
    return std::ranges::any_of(page.hits.all(), [&](const Hit& hit) {
        return &hit != &own && beside(hit.box, box) > 0.25 && hit.box.left < box.left &&
               box.left - hit.box.right < 14 * box.height();
    });
}

// The id behind the end of a label that went on in the next row: "号:9111…".
std::string id_of_broken_label(const Page& page, Span run) {
    constexpr std::size_t kEnd = 8;  // letters of the label that are left for this row
    const auto& row = page.sheet.rows()[run.row];
    for (auto at = run.begin; at < std::min(run.end, run.begin + kEnd); ++at)
        if (row.text[at] == U':') return tax_id_of(page, {run.row, at + 1, run.end});
    return {};
}

// That id, under the label of which the end is missing.
std::string id_under(const Page& page, const Hit& hit) {
    constexpr std::size_t kRows = 2;
    for (auto at = hit.span.row + 1;
         at < std::min(page.sheet.rows().size(), hit.span.row + 1 + kRows); ++at)
        for (const auto& run : page.sheet.runs(at, 2))
            if (std::abs(page.sheet.box(run).left - hit.box.left) < 5 * hit.box.height())
                if (auto id = id_of_broken_label(page, run); !id.empty()) return id;
    return {};
}

// A long name goes on in the next row, or stands in two rows around its label.
std::string name_at(const Page& page, const Hit& hit, Span& where) {
    const auto direct = page.hits.after(hit, 12, 2);
    std::string name;
    where = direct.empty() ? page.beside(hit, 12, 2) : direct;
    if (where.empty()) return name;
    const auto box = page.sheet.box(where);
    name = page.text(where);
    double bottom = box.bottom;
    for (std::size_t at = where.row + 1; at < page.sheet.rows().size(); ++at) {
        const auto& row = page.sheet.rows()[at];
        const double em = box.height();
        if (row.box.top - bottom > 0.6 * em) break;
        for (const auto& run : page.sheet.runs(at, 2)) {
            const auto its = page.sheet.box(run);
            if (std::abs(its.left - box.left) > em || page.hits.labelled(at, run.begin)) continue;
            if (announced(page, hit, its) || beside(row.box, box) > 0.4) continue;
            if (!tax_id_of(page, run).empty()) continue;
            if (!id_of_broken_label(page, run).empty()) continue;
            name += page.text(run);
            bottom = its.bottom;
        }
        if (at > where.row + 2) break;
    }
    return name;
}

bool names_somebody(std::string_view name) {
    if (name.size() < 2 || name.size() > 300) return false;
    return std::ranges::any_of(name, [](char c) {
        return static_cast<unsigned char>(c) >= 0x80 || language::is_latin(c | 0x20);
    });
}

// The name over an id, whose own label cannot be read.
void put_name_above(const Page& page, Invoice& invoice, Side side, const Hit& id) {
    if (side == Side::None) return;
    const double em = id.box.height();
    for (auto at = id.span.row; at-- > 0;) {
        const auto& row = page.sheet.rows()[at];
        if (id.box.top - row.box.bottom > 3.5 * em) return;
        if (beside(row.box, id.box) > 0.3) continue;
        for (auto run : page.sheet.runs(at, 2)) {
            const auto box = page.sheet.box(run);
            if (box.right < id.box.left || box.left > id.box.right + 8 * em) continue;
            // What is left of its label.
            for (auto mark = run.begin; mark < std::min(run.end, run.begin + 4); ++mark)
                if (row.text[mark] == U':') run.begin = mark + 1;
            const auto han = std::ranges::count_if(row.text.substr(run.begin, run.end - run.begin),
                                                   language::is_han);
            if (han < 4 || page.hits.labelled(at, run.begin)) continue;
            put(side == Side::Buyer ? invoice.buyer : invoice.seller, trimmed_value(page.text(run)),
                page.source(), page.confidence(run, kGuessed));
            return;
        }
    }
}

void put_name(const Page& page, Invoice& invoice, Side side, const Hit& hit, int confidence) {
    if (side == Side::None) return;
    Span where;
    const auto name = trimmed_value(name_at(page, hit, where));
    if (!names_somebody(name)) return;
    put(side == Side::Buyer ? invoice.buyer : invoice.seller, name, page.source(),
        page.confidence(where, confidence));
}

void put_tax_id(const Page& page, Invoice& invoice, Side side, const Hit& hit, int confidence) {
    if (side == Side::None) return;
    const auto span = page.beside(hit, 12, 1.2);
    auto id = span.empty() ? std::string() : tax_id_of(page, span);
    if (id.empty()) id = id_under(page, hit);
    if (id.empty()) return;
    if (id.size() == 18 && !language::credit_character_fits(id) && page.sheet.from_picture())
        confidence = std::min(confidence, kGuessed);
    put(side == Side::Buyer ? invoice.buyer_tax_id : invoice.seller_tax_id, id, page.source(),
        page.confidence(span.empty() ? hit.span : span, confidence));
}

// The side of the name that a tax id stands under, or beside.
Named side_of_id(const Hit& hit, const std::vector<Named>& names) {
    Named best;
    double least = std::numeric_limits<double>::max();
    for (const auto& name : names) {
        const auto& box = name.hit->box;
        const double down = std::abs(hit.box.middle() - box.middle());
        const double away = down + 0.5 * std::abs(hit.box.left - box.left);
        if (away >= least) continue;
        least = away;
        best = name;
    }
    return best;
}

}  // namespace

const std::vector<std::u32string>& upright_texts() {
    static const std::vector<std::u32string> texts = [] {
        std::vector<std::u32string> all;
        all.reserve(kUprights.size());
        for (const auto& one : kUprights) all.emplace_back(one.text);
        return all;
    }();
    return texts;
}

Label upright_label(std::size_t index) {
    return kUprights[index].label;
}

void read_parties(const Page& page, Invoice& invoice) {
    for (const auto* hit : named(page, Label::BuyerTaxId))
        put_tax_id(page, invoice, Side::Buyer, *hit, kCertain);
    for (const auto* hit : named(page, Label::SellerTaxId))
        put_tax_id(page, invoice, Side::Seller, *hit, kCertain);
    const auto blocks = blocks_of(page);
    auto names = named_sides(page, blocks);
    for (const auto& name : names)
        if (name.is_id)
            put_name_above(page, invoice, name.side, *name.hit);
        else
            put_name(page, invoice, name.side, *name.hit, name.confidence);
    // What a block of its own says is better than what another label says.
    const auto sure = [](const TextField& field) {
        return field.confidence >= kComputed ? kComputed : kCertain;
    };
    const int buyer = sure(invoice.buyer);
    const int seller = sure(invoice.seller);
    for (const auto* hit : named(page, Label::BuyerName))
        put_name(page, invoice, Side::Buyer, *hit, buyer);
    for (const auto* hit : named(page, Label::SellerName))
        put_name(page, invoice, Side::Seller, *hit, seller);
    // Names with their sides in their own labels also say whose the ids under them are.
    for (const auto* hit : named(page, Label::BuyerName)) names.push_back({hit, Side::Buyer});
    for (const auto* hit : named(page, Label::SellerName)) names.push_back({hit, Side::Seller});
    for (const auto* hit : page.hits.of(Label::TaxId)) {
        const auto by_name = side_of_id(*hit, names);
        const auto by_block = nearest(hit->box, blocks);
        const auto side = by_name.side != Side::None ? by_name.side : by_block.side;
        put_tax_id(page, invoice, side, *hit,
                   by_name.side != Side::None ? by_name.confidence : kComputed);
    }
}

}  // namespace errand::invoice::layout
