#include "invoice/collection.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "invoice/checks.hpp"
#include "invoice/limits.hpp"
#include "invoice/merge.hpp"

namespace errand::invoice {

void Collection::add(Reading reading) {
    for (auto& finding : reading.findings) findings_.push_back(std::move(finding));
    std::map<std::string, std::size_t> of_file;
    for (auto& invoice : reading.invoices) {
        const auto place = of_file[invoice.files.front().path]++;
        add(std::move(invoice), place);
    }
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
                return add_to(index, invoice, keys);
            rival = index;
        }
    if (rival)
        findings_.push_back({Fault::NumberTwice, invoice.files.front().path,
                             fmt::format("the number {} of this seller is also in {}",
                                         invoice.number.value, records_[*rival].files.front().path),
                             "number"});
    remember(keys, records_.size());
    records_.push_back(std::move(invoice));
}

void Collection::remember(const std::vector<std::string>& keys, std::size_t index) {
    for (const auto& key : keys) {
        auto& same = by_identity_[key];
        const bool known = std::ranges::find(same, index) != same.end();
        if (!known && same.size() < kMaxSameNumber) same.push_back(index);
    }
}

void Collection::add_to(std::size_t index, const Invoice& invoice,
                        const std::vector<std::string>& keys) {
    remember(keys, index);
    auto& record = records_[index];
    const auto& file = invoice.files.front();
    const auto has = [&](auto member) {
        return std::ranges::any_of(record.files,
                                   [&](const File& one) { return one.*member == file.*member; });
    };
    const bool same_bytes = has(&File::sha256);
    if (!same_bytes && !has(&File::form)) return merge(record, invoice, findings_);
    duplicates_.push_back({file.path, index, same_bytes});
    if (same_bytes) return;
    auto files = record.files;
    merge(record, invoice, findings_);
    record.files = std::move(files);
}

void Collection::check_all(const Expected& expected) {
    for (const auto& record : records_)
        for (auto& finding : check(record, expected)) findings_.push_back(std::move(finding));
}

}  // namespace errand::invoice
