// Seller and buyer of a plain invoice: under or beside a label that says which they are; else the
// address block that is a letter's, the sender's line over it, the name that the page repeats.
#include <algorithm>
#include <array>
#include <limits>

#include "document/trim.hpp"
#include "invoice/layout/plain.hpp"
#include "language/letters.hpp"

namespace errand::invoice::layout {
namespace {

constexpr double kRunGap = 1.5;

struct Run {
    Span span;
    Box box;
    std::string text;
};

struct Block {
    Label side = Label::OtherBlock;
    const Hit* hit = nullptr;
};

// Lines one under the other with the same left edge, one of them a postal one.
struct Address {
    std::vector<const Run*> lines;
    bool postal = false;
};

bool is_upper(char c) {
    return c >= 'A' && c <= 'Z';
}
bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

std::vector<std::string_view> words_of(std::string_view text) {
    std::vector<std::string_view> words;
    while (!text.empty()) {
        const auto space = text.find(' ');
        const auto word = text.substr(0, space);
        if (!word.empty()) words.push_back(word);
        if (space == std::string_view::npos) break;
        text.remove_prefix(space + 1);
    }
    return words;
}

// "80333", "31-042", "1000-001", "D-60318", "1017AB": a word of a place's postal code.
bool is_code(std::string_view word) {
    while (!word.empty() && (word.back() == ',' || word.back() == ')')) word.remove_suffix(1);
    if (word.size() > 2 && is_upper(word[0]) && word[1] == '-') word.remove_prefix(2);
    if (word.size() > 3 && is_upper(word[0]) && is_upper(word[1]) && word[2] == '-')
        word.remove_prefix(3);
    const auto digits = std::ranges::count_if(word, is_digit);
    const auto dashes = std::ranges::count(word, '-');
    const auto letters = std::ranges::count_if(word, is_upper);
    if (digits + dashes + letters != std::ssize(word)) return false;
    return (digits >= 4 && digits <= 5 && letters == 0 && dashes == 0) ||
           (dashes == 1 && digits >= 5 && digits <= 9 && letters == 0) ||
           (digits == 4 && letters == 2 && dashes == 0);
}

// "SW1A", "1AA": the halves of a British code.
bool is_british(std::string_view first, std::string_view second) {
    if (first.size() < 2 || first.size() > 4 || second.size() != 3) return false;
    return is_upper(first[0]) && std::ranges::any_of(first, is_digit) && is_digit(second[0]) &&
           is_upper(second[1]) && is_upper(second[2]);
}

bool is_postal(std::string_view text) {
    if (text.size() > 90 || text.find(':') != std::string_view::npos) return false;
    const auto words = words_of(text);
    if (words.size() < 2 || words.size() > 10) return false;
    for (std::size_t at = 0; at < words.size(); ++at) {
        // A code stands first or behind a place, before nothing but more of it.
        if (is_code(words[at]) && (at <= 1 || at + 2 >= words.size())) return true;
        if (at + 1 < words.size() && is_british(words[at], words[at + 1])) return true;
        // "12 34 56": Swedish codes have three and two digits.
        if (at + 1 < words.size() && at == 0 && words[at].size() == 3 &&
            words[at + 1].size() == 2 && std::ranges::all_of(words[at], is_digit) &&
            std::ranges::all_of(words[at + 1], is_digit))
            return true;
    }
    return false;
}

// How a line that is nobody's name begins.
bool is_salutation(std::string_view text) {
    constexpr std::array<std::string_view, 12> kWords{"Herrn", "Herr", "Frau",     "Firma",
                                                      "An",    "To",   "Messrs",   "Company",
                                                      "Mr",    "Mrs",  "Spett.le", "Att"};
    return std::ranges::find(kWords, text) != kWords.end();
}

bool has_company_form(std::string_view text) {
    constexpr auto kForms = std::to_array<std::string_view>(
        {"GmbH",   "GMBH",  "AG",         "KG",      "OHG",    "e.K.", "UG",     "a.G.",
         "SE",     "Ltd",   "Ltd.",       "Limited", "LLP",    "LLC",  "Inc",    "Inc.",
         "Corp",   "Corp.", "PLC",        "plc",     "S.r.l.", "SRL",  "S.p.A.", "SpA",
         "SARL",   "SAS",   "SA",         "S.A.",    "S.A.S.", "EURL", "B.V.",   "BV",
         "N.V.",   "NV",    "S.L.",       "SL",      "S.L.U.", "Lda",  "Lda.",   "AB",
         "Oy",     "ApS",   "A/S",        "z.o.o.",  "o.o.",   "GbR",  "Co.",    "S.a.s.",
         "S.n.c.", "VOF",   "Unipessoal", "V.O.F."});
    return std::ranges::any_of(words_of(text), [&](std::string_view word) {
        while (word.ends_with(',')) word.remove_suffix(1);
        return std::ranges::find(kForms, word) != kForms.end();
    });
}

bool is_name(std::string_view text) {
    if (text.size() < 2 || text.size() > 120 || is_salutation(text)) return false;
    // A sentence, or a label and its value.
    const auto words = words_of(text);
    if (text.find(": ") != std::string_view::npos) return false;
    if (text.ends_with('.') && words.size() > 3 && words.back().size() > 4 &&
        !has_company_form(text))
        return false;
    const auto digits = std::ranges::count_if(text, is_digit);
    const auto letters = std::ranges::count_if(text, [](char c) {
        return static_cast<unsigned char>(c) >= 0x80 ||
               language::is_latin(static_cast<char32_t>(c | 0x20));
    });
    return letters >= 2 && letters > digits && text.find('@') == std::string_view::npos &&
           text.find("://") == std::string_view::npos;
}

// The parts of "Bei Spiel GmbH ● Ecke 12 ● 12345 Stadthausen".
std::vector<std::string> parts_of(std::string_view text) {
    std::vector<std::string> parts(1);
    for (std::size_t at = 0; at < text.size();) {
        std::size_t took = 0;
        for (const std::string_view mark : {" · ", " • ", " ● ", " | ", " – ", " - ", " * ", " ∙ "})
            if (text.substr(at).starts_with(mark)) took = mark.size();
        if (took > 0)
            parts.emplace_back();
        else
            parts.back() += text[at];
        at += std::max<std::size_t>(took, 1);
    }
    for (auto& part : parts) part = std::string(document::trim(part));
    return parts;
}

class Parties {
  public:
    Parties(const Page& page, Invoice& invoice) : page_(page), invoice_(invoice) {
        for (std::size_t row = 0; row < page.sheet.rows().size(); ++row)
            for (const auto& span : page.sheet.runs(row, kRunGap))
                runs_.push_back({span, page.sheet.box(span), page.text(span)});
        for (const auto& hit : page.hits.all())
            if (is_block(hit)) blocks_.push_back({hit.label, &hit});
    }

    void read() {
        labelled();
        names();
        unlabelled();
        tax_ids();
    }

  private:
    static bool is_block(const Hit& hit) {
        using enum Label;
        return hit.label == BuyerBlock || hit.label == SellerBlock || hit.label == OtherBlock;
    }

    TextField& field(Label side) {
        return side == Label::BuyerBlock ? invoice_.buyer : invoice_.seller;
    }
    void put_name(Label side, std::string_view name, Span span, int confidence) {
        const auto text = trimmed_value(name);
        if (side != Label::OtherBlock && is_name(text))
            put(field(side), text, page_.source(), page_.confidence(span, confidence));
    }
    bool starts_with_label(const Run& run) const {
        return page_.hits.labelled(run.span.row, run.span.begin);
    }

    // A name goes on over what would be a label elsewhere ("Iris Tax Ltd"), not over one that has a
    // colon or stands apart.
    Span whole(Span span) const {
        if (span.empty()) return span;
        const auto& row = page_.sheet.rows()[span.row];
        span.end = page_.sheet.run_end({span.row, span.begin, row.letters.size()}, kRunGap);
        for (const auto& hit : page_.hits.all()) {
            if (hit.span.row != span.row || hit.span.begin <= span.begin) continue;
            const auto end = hit.span.end;
            const bool colon = end < row.text.size() && row.text[end] == U':';
            if (colon || gap_before(row, hit.span.begin) > 0.8 * row.em)
                span.end = std::min(span.end, hit.span.begin);
        }
        return span;
    }
    static double gap_before(const Row& row, std::size_t at) {
        return row.letters[at].box.left - row.letters[at - 1].box.right;
    }

    bool name_behind(const Block& block, double lead) {
        const auto behind = whole(page_.hits.after(*block.hit, lead, kRunGap));
        if (behind.empty() || !is_name(trimmed_value(page_.text(behind)))) return false;
        put_name(block.side, page_.text(behind), behind, kComputed);
        return true;
    }

    bool name_below(const Block& block) {
        const auto& box = block.hit->box;
        for (const auto& run : runs_) {
            if (run.span.row <= block.hit->span.row) continue;
            if (run.box.top - box.bottom > 5 * box.height()) break;
            if (std::abs(run.box.left - box.left) > 1.5 * box.height()) continue;
            if (starts_with_label(run)) continue;
            if (!is_name(run.text) || is_postal(run.text)) continue;
            put_name(block.side, run.text, run.span, kComputed);
            return true;
        }
        return false;
    }

    // Close behind the label, else the first line below it that is a name, else far behind it.
    void labelled() {
        constexpr double kClose = 3;
        constexpr double kFar = 40;
        for (const auto& block : blocks_)
            if (block.side != Label::OtherBlock && !name_behind(block, kClose) &&
                !name_below(block))
                name_behind(block, kFar);
    }

    // The last block that stands above, or before it in its row.
    const Block* block_of(const Box& box, double aside) const {
        const Block* best = nullptr;
        double least = std::numeric_limits<double>::max();
        for (const auto& block : blocks_) {
            const auto& its = block.hit->box;
            const bool before = beside(its, box) > 0.5 && its.left < box.left;
            const double down = box.top - its.top;
            if (!before && (down < 0 || std::abs(box.left - its.left) > aside * box.height()))
                continue;
            const double away = before ? 0.1 * (box.left - its.right) : down;
            if (away >= least || down > 16 * box.height()) continue;
            least = away;
            best = &block;
        }
        return best;
    }

    // A name in two rows around or under its label, in a table of labels and values.
    std::string whole_name(Span span) const {
        auto name = page_.text(span);
        const auto box = page_.sheet.box(span);
        for (const auto& run : runs_) {
            if (std::abs(run.box.left - box.left) > 0.5 * box.height() || run.span.row == span.row)
                continue;
            const bool above = run.span.row < span.row;
            const double apart = above ? box.top - run.box.bottom : run.box.top - box.bottom;
            if (apart > 0.5 * box.height() || apart < -box.height()) continue;
            if (page_.hits.labelled(run.span.row, 0) || !is_name(run.text)) continue;
            if (above)
                name.insert(0, run.text + ' ');
            else
                name.append(" ").append(run.text);
        }
        return name;
    }

    void names() {
        for (const auto* hit : page_.hits.of(Label::Name)) {
            const auto span = whole(page_.hits.after(*hit, 40, kRunGap));
            const auto* block = block_of(hit->box, 4);
            if (span.empty() || block == nullptr) continue;
            put_name(block->side, whole_name(span), span, kCertain);
        }
        for (const auto label : {Label::BuyerName, Label::SellerName})
            for (const auto* hit : page_.hits.of(label)) {
                const auto span = page_.hits.after(*hit, 12, kRunGap);
                if (span.empty()) continue;
                put_name(label == Label::BuyerName ? Label::BuyerBlock : Label::SellerBlock,
                         page_.text(span), span, kCertain);
            }
    }

    std::vector<Address> addresses() const {
        std::vector<Address> all;
        std::vector<bool> used(runs_.size(), false);
        for (std::size_t first = 0; first < runs_.size(); ++first) {
            if (used[first] || starts_with_label(runs_[first])) continue;
            Address address{{&runs_[first]}, false};
            std::vector<std::size_t> taken{first};
            for (auto next = first + 1; next < runs_.size() && address.lines.size() < 8; ++next) {
                const auto& last = *address.lines.back();
                const auto& run = runs_[next];
                const double em = last.box.height();
                if (run.box.top - last.box.bottom > 1.4 * em) break;
                if (run.span.row == last.span.row || used[next] || starts_with_label(run)) continue;
                if (std::abs(run.box.left - last.box.left) > 0.6 * em &&
                    std::abs(run.box.right - last.box.right) > 0.6 * em)
                    continue;
                address.lines.push_back(&run);
                taken.push_back(next);
                if (!is_postal(run.text) || has_day(run)) continue;
                address.postal = true;
                break;
            }
            if (!address.postal || address.lines.size() < 2) continue;
            for (const auto one : taken) used[one] = true;
            all.push_back(std::move(address));
        }
        return all;
    }

    // "17 January 2025" ends like a postal line.
    bool has_day(const Run& run) const { return day_in(page_, run.span, {}).has_value(); }

    const Run* name_of(const Address& address) const {
        for (const auto* line : address.lines)
            if (is_name(line->text) && !has_day(*line) && parts_of(line->text).size() < 3)
                return line;
        return nullptr;
    }

    // The name in the sender's line, over the window of a letter or at its foot.
    std::string sender() const {
        for (const auto& run : runs_) {
            const auto parts = parts_of(run.text);
            if (parts.size() < 3 || !is_name(parts.front()) || is_digit(parts.front().back()))
                continue;
            if (std::ranges::any_of(parts, [](const auto& part) { return is_postal(part); }))
                return parts.front();
        }
        return {};
    }

    std::size_t times_said(const std::string& name) const {
        return static_cast<std::size_t>(std::ranges::count_if(
            runs_, [&](const Run& run) { return run.text.find(name) != std::string::npos; }));
    }

    void unlabelled() {
        const auto all = addresses();
        const auto from = sender();
        if (!from.empty()) put_name(Label::SellerBlock, from, runs_.front().span, kComputed - 1);
        std::vector<const Run*> found;
        for (const auto& address : all) {
            const auto* block = block_of(address.lines.front()->box, 2);
            if (block != nullptr && block->side == Label::OtherBlock) continue;
            if (const auto* name = name_of(address)) found.push_back(name);
        }
        std::erase_if(found, [&](const Run* run) {
            return run->text == invoice_.buyer.value || run->text == invoice_.seller.value;
        });
        // Who writes the invoice says his name again, at its head or foot.
        if (!invoice_.seller.has() && !invoice_.buyer.has() && found.size() > 1) {
            // Of two beside one another the right one, as in a letter.
            const auto seller = std::ranges::max_element(found, {}, [&](const Run* run) {
                const bool right = beside(run->box, found.front()->box) > 0.3;
                return std::pair(times_said(run->text), right ? run->box.left : -run->box.top);
            });
            put_name(Label::SellerBlock, (*seller)->text, (*seller)->span, kGuessed);
            found.erase(seller);
        }
        if (!invoice_.buyer.has() && !found.empty()) {
            put_name(Label::BuyerBlock, found.front()->text, found.front()->span, kGuessed);
            found.erase(found.begin());
        }
        if (!invoice_.seller.has() && !found.empty())
            put_name(Label::SellerBlock, found.front()->text, found.front()->span, kGuessed);
        if (!invoice_.seller.has()) any_company();
    }

    void any_company() {
        for (const auto& run : runs_)
            if (has_company_form(run.text) && run.text != invoice_.buyer.value &&
                !starts_with_label(run) && run.text.size() < 80)
                return put_name(Label::SellerBlock, parts_of(run.text).front(), run.span, kGuessed);
    }

    // Up to five words of letters and digits that make an id: "DE 123 456 789".
    std::string id_of(Span span) const {
        const auto& row = page_.sheet.rows()[span.row];
        std::string id;
        std::size_t digits = 0;
        for (auto at = span.begin; at < span.end; ++at) {
            const auto letter = row.text[at];
            const bool digit = language::is_digit(letter);
            if (letter == U'.' || letter == U'-') continue;
            if (!digit && !language::is_latin(letter)) break;
            // A word without digits behind the id is another.
            if (row.letters[at].first && digits >= 7 && !digit) break;
            digits += digit ? 1 : 0;
            id += static_cast<char>(digit ? letter : letter - U'a' + U'A');
            if (id.size() > 18) return {};
        }
        // "1T" of a recognized page is Italy.
        if (page_.sheet.from_picture() && id.size() > 2 && id[0] == '1' && is_upper(id[1]))
            id[0] = 'I';
        return id.size() >= 8 && digits >= 5 ? id : std::string{};
    }

    Label side_of(const Hit& hit) const {
        if (const auto* block = block_of(hit.box, 3)) return block->side;
        // Under the name of one of the two, in its column.
        double least = 9 * hit.box.height();
        Label side = Label::SellerBlock;
        for (const auto& run : runs_) {
            const bool buyer = run.text == invoice_.buyer.value;
            if (!buyer && run.text != invoice_.seller.value) continue;
            const double down = hit.box.top - run.box.top;
            if (down < 0 || down >= least ||
                std::abs(run.box.left - hit.box.left) > 2 * hit.box.height())
                continue;
            least = down;
            side = buyer ? Label::BuyerBlock : Label::SellerBlock;
        }
        return side;
    }

    void tax_ids() {
        for (const auto& hit : page_.hits.all()) {
            using enum Label;
            if (hit.label != TaxId && hit.label != BuyerTaxId && hit.label != SellerTaxId) continue;
            auto span = page_.hits.after(hit, 40, 0.9);
            auto id = span.empty() ? std::string{} : id_of(span);
            if (id.empty()) {
                span = page_.below(hit, 1.5, 0.9);
                id = span.empty() ? std::string{} : id_of(span);
            }
            if (id.empty()) continue;
            const auto side = hit.label == BuyerTaxId    ? BuyerBlock
                              : hit.label == SellerTaxId ? SellerBlock
                                                         : side_of(hit);
            if (side == OtherBlock) continue;
            auto& into = side == BuyerBlock ? invoice_.buyer_tax_id : invoice_.seller_tax_id;
            put(into, id, page_.source(), page_.confidence(span, kComputed));
        }
        // The seller's own id is never the buyer's as well.
        if (invoice_.buyer_tax_id.value == invoice_.seller_tax_id.value) invoice_.buyer_tax_id = {};
    }

    const Page& page_;
    Invoice& invoice_;
    std::vector<Run> runs_;
    std::vector<Block> blocks_;
};

}  // namespace

void read_plain_parties(const std::vector<Page>& pages, Invoice& invoice) {
    for (const auto& page : pages) {
        Parties(page, invoice).read();
        if (invoice.seller.has() && invoice.buyer.has()) break;
    }
    // Ids often stand at the foot of the last page alone.
    for (const auto& page : pages) {
        if (invoice.seller_tax_id.has()) break;
        Invoice other;
        other.seller = invoice.seller;
        other.buyer = invoice.buyer;
        Parties(page, other).read();
        if (other.seller_tax_id.has()) invoice.seller_tax_id = other.seller_tax_id;
    }
}

}  // namespace errand::invoice::layout
