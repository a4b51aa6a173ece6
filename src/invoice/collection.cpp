#include "invoice/collection.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <string_view>
#include <utility>

#include "invoice/checks.hpp"
#include "invoice/limits.hpp"
#include "invoice/merge.hpp"
#include "language/text.hpp"

namespace errand::invoice {
namespace {

// "餐费-副本.xml", "hotel copy.pdf", "taxi (2).ofd", "Kopie von …": named as copies are.
bool looks_copied(std::string_view path) {
    const auto slash = path.rfind('/');
    auto name =
        language::normalise(slash == std::string_view::npos ? path : path.substr(slash + 1));
    if (const auto dot = name.rfind('.'); dot != std::string::npos && dot > 0) name.resize(dot);
    for (const std::string_view chinese : {"副本", "拷贝", "复制", "复件"})
        if (name.find(chinese) != std::string::npos) return true;
    const auto is_letter = [&](std::size_t at) {
        return at < name.size() && std::isalpha(static_cast<unsigned char>(name[at])) != 0;
    };
    for (const std::string_view word : {"copy", "copia", "kopie", "copie", "duplicate"})
        for (auto at = name.find(word); at != std::string::npos; at = name.find(word, at + 1))
            if ((at == 0 || !is_letter(at - 1)) && !is_letter(at + word.size())) return true;
    // "(1)" at the end.
    if (!name.ends_with(')')) return false;
    const auto open = name.rfind('(');
    if (open == std::string::npos || name.size() - open > 4 || open + 2 > name.size() - 1)
        return false;
    return std::all_of(name.begin() + static_cast<std::ptrdiff_t>(open) + 1, name.end() - 1,
                       [](unsigned char c) { return std::isdigit(c) != 0; });
}

}  // namespace

void Collection::add(Reading reading) {
    for (auto& finding : reading.findings) findings_.push_back(std::move(finding));
    std::map<std::string, std::size_t> of_file;
    for (auto& invoice : reading.invoices) {
        const auto place = ++of_file[invoice.files.front().path];
        add(std::move(invoice), place);
    }
}

std::optional<std::size_t> Collection::record_of(const Finding& finding) const {
    const auto found = placed_.find({finding.file, finding.place});
    if (found == placed_.end()) return std::nullopt;
    return found->second;
}

void Collection::add(Invoice invoice, std::size_t place) {
    auto keys = identities(invoice);
    // One that does not name itself can only be found again at the same place in the same bytes.
    if (keys.empty())
        keys.push_back(fmt::format("bytes:{}:{}", invoice.files.front().sha256, place));
    std::optional<std::size_t> rival;
    for (const auto& key : keys)
        for (const auto index : by_identity_[key]) {
            if (key.starts_with("bytes:") || same_invoice(records_[index], invoice))
                return add_to(index, invoice, place, keys);
            if (!of_other_code(records_[index], invoice)) rival = index;
        }
    if (rival)
        findings_.push_back({Fault::NumberTwice, invoice.files.front().path,
                             fmt::format("the number {} of this seller is also in {}",
                                         invoice.number.value, records_[*rival].files.front().path),
                             "number", place});
    remember(keys, records_.size());
    placed_[{invoice.files.front().path, place}] = records_.size();
    records_.push_back(std::move(invoice));
}

void Collection::remember(const std::vector<std::string>& keys, std::size_t index) {
    for (const auto& key : keys) {
        auto& same = by_identity_[key];
        const bool known = std::ranges::find(same, index) != same.end();
        if (!known && same.size() < kMaxSameNumber) same.push_back(index);
    }
}

void Collection::merge_into(Invoice& record, const Invoice& invoice, std::size_t place) {
    const auto first = findings_.size();
    merge(record, invoice, findings_);
    for (auto at = first; at < findings_.size(); ++at) findings_[at].place = place;
}

void Collection::add_to(std::size_t index, const Invoice& invoice, std::size_t place,
                        const std::vector<std::string>& keys) {
    remember(keys, index);
    placed_[{invoice.files.front().path, place}] = index;
    auto& record = records_[index];
    const auto& file = invoice.files.front();
    const auto has = [&](auto member) {
        return std::ranges::any_of(record.files,
                                   [&](const File& one) { return one.*member == file.*member; });
    };
    const bool same_bytes = has(&File::sha256);
    if (!same_bytes && !has(&File::form)) return merge_into(record, invoice, place);
    // Of two forms of one kind the original is the record's, in whatever order they came.
    const auto rival = std::ranges::find_if(record.files, [&](const File& one) {
        return same_bytes ? one.sha256 == file.sha256 : one.form == file.form;
    });
    auto second = file;
    if (looks_copied(rival->path) && !looks_copied(file.path)) std::swap(*rival, second);
    duplicates_.push_back({second.path, index, same_bytes});
    if (same_bytes) return;
    auto files = record.files;
    merge_into(record, invoice, place);
    record.files = std::move(files);
}

void Collection::check_all(const Expected& expected) {
    for (const auto& record : records_)
        for (auto& finding : check(record, expected)) findings_.push_back(std::move(finding));
}

}  // namespace errand::invoice
