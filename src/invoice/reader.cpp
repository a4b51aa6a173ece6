#include "invoice/reader.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "base/encoding.hpp"
#include "crypto/hash.hpp"
#include "document/archive.hpp"
#include "document/form.hpp"
#include "document/mail.hpp"
#include "document/signed_file.hpp"
#include "document/xml.hpp"
#include "invoice/limits.hpp"
#include "invoice/merge.hpp"
#include "invoice/ofd.hpp"
#include "invoice/readers.hpp"
#include "invoice/sources.hpp"

namespace errand::invoice {
namespace {

Fault fault_of(const Error& error) {
    switch (error.code) {
        case ErrorCode::Denied:
            return Fault::Encrypted;
        case ErrorCode::Exhausted:
        case ErrorCode::Timeout:
            return Fault::TooLarge;
        case ErrorCode::Unavailable:
            return Fault::Unsupported;
        default:
            return Fault::Unreadable;
    }
}

// One file, and the signed content of it.
class FileReader {
  public:
    FileReader(document::Sight& sight, document::Budget& budget) : sight_(sight), budget_(budget) {}

    void read(const std::string& path, std::string_view bytes, std::size_t depth) {
        using document::Form;
        if (bytes.size() > document::kMaxFileBytes)
            return add(Fault::TooLarge, path, "the file is larger than is read");
        if (depth > document::kMaxArchiveDepth)
            return add(Fault::TooLarge, path, "archives stand too deeply in one another");
        switch (document::form_of(bytes)) {
            case Form::Xml:
                return read_xml_file(path, bytes, "xml");
            case Form::Signed:
                return read_signed(path, bytes, depth);
            case Form::Archive:
                return read_archive(path, bytes);
            case Form::Pdf:
                return read_pdf_file(path, bytes);
            case Form::Picture:
                return read_picture(path, bytes);
            case Form::Mail:
                return read_mail_file(path, bytes);
            case Form::Unknown:
                break;
        }
        add(bytes.empty() ? Fault::Unreadable : Fault::Unsupported, path,
            bytes.empty() ? "the file is empty" : "no form of document that is known");
    }

    Opened take() {
        bound_findings();
        for (const auto& [file, count] : untold_)
            add(Fault::TooLarge, file, fmt::format("{} more findings of it are not told", count));
        return {std::move(reading_), std::move(inner_)};
    }

  private:
    void add(Fault fault, const std::string& path, std::string message) {
        reading_.findings.push_back({fault, path, std::move(message)});
    }
    void add(const Error& error, const std::string& path) {
        add(fault_of(error), path, error.message);
    }

    void keep(std::vector<Invoice> invoices, const std::string& path, std::string_view bytes,
              std::string form) {
        const File file{path, hex_encode(crypto::sha256(bytes)), std::move(form)};
        for (auto& invoice : invoices) {
            invoice.files = {file};
            reading_.invoices.push_back(std::move(invoice));
        }
    }

    void read_xml_file(const std::string& path, std::string_view bytes, std::string form) {
        const auto xml = document::Xml::parse(bytes);
        if (!xml) return add(xml.error(), path);
        auto invoices = read_xml(xml->root());
        if (invoices.empty())
            return add(Fault::NotAnInvoice, path,
                       fmt::format("its root '{:.60}' is of no known invoice",
                                   document::local_name(xml->root())));
        keep(std::move(invoices), path, bytes, std::move(form));
    }

    void read_signed(const std::string& path, std::string_view bytes, std::size_t depth) {
        const auto content = document::signed_content(bytes);
        if (!content) return add(content.error(), path);
        const auto before = reading_.invoices.size();
        read(path, *content, depth + 1);
        if (reading_.invoices.size() > before || !inner_.empty())
            add(Fault::Unverified, path, "its signature was not verified");
    }

    // What one file says several times is one invoice.
    std::vector<Invoice> merged(std::vector<Invoice> invoices, const std::string& path) {
        std::vector<Invoice> whole;
        std::map<std::string, std::vector<std::size_t>> known;
        for (auto& invoice : invoices) {
            const auto keys = identities(invoice);
            const auto same = known_as(keys, known, whole, invoice);
            for (const auto& key : keys)
                if (auto& all = known[key]; all.size() < kMaxSameNumber)
                    all.push_back(same.value_or(whole.size()));
            if (!same) {
                whole.push_back(std::move(invoice));
                continue;
            }
            const auto first = reading_.findings.size();
            merge(whole[*same], invoice, reading_.findings);
            for (auto at = first; at < reading_.findings.size(); ++at) {
                reading_.findings[at].file = path;
                reading_.findings[at].place = *same + 1;
            }
            bound_findings();
        }
        return whole;
    }
    static std::optional<std::size_t> known_as(
        const std::vector<std::string>& keys,
        const std::map<std::string, std::vector<std::size_t>>& known,
        const std::vector<Invoice>& whole, const Invoice& invoice) {
        for (const auto& key : keys)
            if (const auto found = known.find(key); found != known.end())
                for (const auto at : found->second)
                    if (same_invoice(invoice, whole[at])) return at;
        return std::nullopt;
    }

    // The first ones of each file, and how many more there are.
    void bound_findings() {
        std::map<std::string, std::size_t> told;
        std::map<std::string, std::size_t> more;
        std::erase_if(reading_.findings, [&](const Finding& one) {
            const bool over = ++told[one.file] > kMaxFindings;
            if (over) ++more[one.file];
            return over;
        });
        for (const auto& [file, count] : more) untold_[file] += count;
    }

    void read_archive(const std::string& path, std::string_view bytes) {
        auto entries = document::unpack(bytes, budget_);
        if (!entries) return add(entries.error(), path);
        if (is_ofd(*entries)) {
            tell_faults(path, *entries);
            std::vector<document::Entry> unread;
            auto invoices = merged(read_ofd(*entries, &unread), path);
            tell_faults(path, unread);
            if (invoices.empty())
                return add(Fault::Unsupported, path, "the OFD carries no invoice fields");
            return keep(std::move(invoices), path, bytes, "ofd");
        }
        if (entries->empty()) return add(Fault::Unreadable, path, "the archive is empty");
        open_entries(path, *std::move(entries));
    }

    void read_mail_file(const std::string& path, std::string_view bytes) {
        auto entries = document::read_mail(bytes, budget_);
        if (!entries) return add(entries.error(), path);
        if (entries->empty()) return add(Fault::NotAnInvoice, path, "the mail carries no file");
        open_entries(path, *std::move(entries));
    }

    void tell_faults(const std::string& path, const std::vector<document::Entry>& entries) {
        for (const auto& entry : entries)
            if (!entry.fault.empty())
                add(entry.fault == document::kEncrypted ? Fault::Encrypted : Fault::Unreadable,
                    path + "/" + entry.name, entry.fault);
    }

    void open_entries(const std::string& path, std::vector<document::Entry> entries) {
        tell_faults(path, entries);
        for (auto& entry : entries)
            if (entry.fault.empty())
                inner_.push_back({path + "/" + entry.name, std::move(entry.bytes)});
    }

    void read_pdf_file(const std::string& path, std::string_view bytes) {
        const auto pdf = sight_.pdf(bytes);
        if (!pdf) return add(pdf.error(), path);
        if (!pdf->fault.empty()) add(Fault::Unreadable, path, pdf->fault);
        std::vector<Invoice> found;
        for (const auto& attachment : pdf->attachments) {
            if (document::form_of(attachment) != document::Form::Xml) continue;
            const auto xml = document::Xml::parse(attachment);
            if (!xml) {
                add(fault_of(xml.error()), path, "an attachment: " + xml.error().message);
                continue;
            }
            for (auto& invoice : read_xml(xml->root())) found.push_back(std::move(invoice));
        }
        // What comes with an invoice that is data is its annex: bills that it adds up, say.
        if (found.empty())
            for (const auto& attachment : pdf->attachments)
                if (document::form_of(attachment) != document::Form::Xml)
                    open_attachment(path, attachment);
        keep_seen(merged(std::move(found), path), pdf->codes, pdf->texts, path, bytes, "pdf");
    }

    // A file in a PDF is a file of its own, as one in a mail is; what has no known form is not.
    void open_attachment(const std::string& path, const std::string& bytes) {
        if (document::form_of(bytes) == document::Form::Unknown) return;
        if (budget_.entries == 0 || bytes.size() > budget_.bytes)
            return add(Fault::TooLarge, path, "its attachments are more than is allowed");
        --budget_.entries;
        budget_.bytes -= bytes.size();
        inner_.push_back({fmt::format("{}/attachment {}", path, inner_.size() + 1), bytes});
    }

    void read_picture(const std::string& path, std::string_view bytes) {
        const auto picture = sight_.picture(bytes);
        if (!picture) return add(picture.error(), path);
        if (!picture->fault.empty()) add(Fault::Unreadable, path, picture->fault);
        keep_seen({}, picture->codes, picture->texts, path, bytes, "picture");
    }

    // Data, codes and pages of one file.
    void keep_seen(std::vector<Invoice> data, const std::vector<std::string>& codes,
                   const std::vector<document::Page>& pages, const std::string& path,
                   std::string_view bytes, std::string form) {
        const auto first = reading_.findings.size();
        auto invoices = join_sources(std::move(data), codes, pages, reading_.findings);
        for (auto at = first; at < reading_.findings.size(); ++at)
            reading_.findings[at].file = path;
        if (invoices.empty()) {
            const bool blank = std::ranges::all_of(
                pages, [](const document::Page& page) { return page.words.empty(); });
            if (!blank && !inner_.empty()) return;  // a letter around the files that it carries
            return add(blank ? Fault::Unreadable : Fault::NotAnInvoice, path,
                       blank ? "nothing could be read on its pages"
                             : "no page of it says what invoices say");
        }
        keep(std::move(invoices), path, bytes, std::move(form));
    }

    document::Sight& sight_;
    document::Budget& budget_;
    Reading reading_;
    std::vector<Inner> inner_;
    std::map<std::string, std::size_t> untold_;  // findings beyond those that are told, by file
};

void read_into(Reading& whole, const std::string& path, std::string_view bytes, std::size_t depth,
               document::Sight& sight, document::Budget& budget) {
    auto opened = open_file(path, bytes, depth, sight, budget);
    std::ranges::move(opened.reading.invoices, std::back_inserter(whole.invoices));
    std::ranges::move(opened.reading.findings, std::back_inserter(whole.findings));
    for (const auto& one : opened.inner)
        read_into(whole, one.path, one.bytes, depth + 1, sight, budget);
}

}  // namespace

Opened open_file(const std::string& path, std::string_view bytes, std::size_t depth,
                 document::Sight& sight, document::Budget& budget) {
    FileReader reader(sight, budget);
    reader.read(path, bytes, depth);
    return reader.take();
}

Reading read_file(const std::string& path, std::string_view bytes, document::Sight& sight) {
    document::Budget budget;
    Reading whole;
    read_into(whole, path, bytes, 0, sight, budget);
    return whole;
}

}  // namespace errand::invoice
