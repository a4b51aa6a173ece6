#include "synthetic/pack.hpp"

#include <archive.h>
#include <archive_entry.h>
#include <locale.h>
#include <openssl/bio.h>
#include <openssl/cms.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/x509.h>
#include <qpdf/qpdf-c.h>

#include <array>
#include <memory>

#include "base/check.hpp"
#include "base/encoding.hpp"

namespace errand::synthetic {
namespace {

template <auto Function>
struct Call {
    template <class T>
    void operator()(T* one) const {
        Function(one);
    }
};
template <class T, auto Function>
using Owned = std::unique_ptr<T, Call<Function>>;

::la_ssize_t append(::archive*, void* to, const void* bytes, std::size_t count) {
    static_cast<std::string*>(to)->append(static_cast<const char*>(bytes), count);
    return static_cast<::la_ssize_t>(count);
}

// libarchive writes names from the thread's locale, and has none for what that cannot say.
class Utf8Names {
  public:
    Utf8Names()
        : made_(::newlocale(LC_CTYPE_MASK, "C.UTF-8", nullptr)), before_(::uselocale(made_)) {}
    Utf8Names(const Utf8Names&) = delete;
    Utf8Names& operator=(const Utf8Names&) = delete;
    ~Utf8Names() {
        ::uselocale(before_);
        ::freelocale(made_);
    }

  private:
    locale_t made_;
    locale_t before_;
};

std::string packed(const std::vector<Inside>& files, Wrap wrap, const std::string& password) {
    const Utf8Names names;
    std::string out;
    const Owned<::archive, ::archive_write_free> writer(::archive_write_new());
    switch (wrap) {
        case Wrap::Zip:
            ::archive_write_set_format_zip(writer.get());
            break;
        case Wrap::SevenZip:
            ::archive_write_set_format_7zip(writer.get());
            break;
        case Wrap::Tar:
            ::archive_write_set_format_ustar(writer.get());
            break;
        case Wrap::TarGz:
            ::archive_write_set_format_pax_restricted(writer.get());
            ::archive_write_add_filter_gzip(writer.get());
            break;
    }
    if (!password.empty()) {
        ::archive_write_set_options(writer.get(), "zip:encryption=zipcrypt");
        ::archive_write_set_passphrase(writer.get(), password.c_str());
    }
    ::archive_write_set_bytes_in_last_block(writer.get(), 1);
    ERRAND_CHECK(::archive_write_open2(writer.get(), &out, nullptr, append, nullptr, nullptr) ==
                 ARCHIVE_OK);
    for (const auto& file : files) {
        const Owned<::archive_entry, ::archive_entry_free> entry(::archive_entry_new());
        ::archive_entry_set_pathname_utf8(entry.get(), file.name.c_str());
        ::archive_entry_set_size(entry.get(), static_cast<::la_int64_t>(file.bytes.size()));
        ::archive_entry_set_filetype(entry.get(), AE_IFREG);
        ::archive_entry_set_perm(entry.get(), 0644);
        ::archive_entry_set_mtime(entry.get(), 1'735'689'600, 0);
        ERRAND_CHECK(::archive_write_header(writer.get(), entry.get()) >= ARCHIVE_WARN);
        ::archive_write_data(writer.get(), file.bytes.data(), file.bytes.size());
    }
    ::archive_write_close(writer.get());
    return out;
}

// qpdf's C interface: the headers of the other one do not compile as C++23.
class PdfFile {
  public:
    explicit PdfFile(const std::string& bytes) : file_(::qpdf_init()) {
        ERRAND_CHECK(::qpdf_read_memory(file_, "made", bytes.data(), bytes.size(), nullptr) <
                     QPDF_ERRORS);
    }
    PdfFile(const PdfFile&) = delete;
    PdfFile& operator=(const PdfFile&) = delete;
    ~PdfFile() { ::qpdf_cleanup(&file_); }

    void attach(const std::vector<Inside>& files) {
        const auto names = ::qpdf_oh_new_array(file_);
        for (const auto& file : files) {
            ::qpdf_oh_append_item(file_, names,
                                  ::qpdf_oh_new_unicode_string(file_, file.name.c_str()));
            ::qpdf_oh_append_item(file_, names, specification(file));
        }
        const auto tree = ::qpdf_oh_new_dictionary(file_);
        ::qpdf_oh_replace_key(file_, tree, "/Names", names);
        const auto all = ::qpdf_oh_new_dictionary(file_);
        ::qpdf_oh_replace_key(file_, all, "/EmbeddedFiles", tree);
        ::qpdf_oh_replace_key(file_, ::qpdf_get_root(file_), "/Names", all);
    }

    // `password` may be null.
    std::string written(const char* password) {
        ::qpdf_init_write_memory(file_);
        if (password == nullptr)
            ::qpdf_set_deterministic_ID(file_, QPDF_TRUE);
        else
            ::qpdf_set_r6_encryption_parameters2(file_, password, "owner", QPDF_TRUE, QPDF_TRUE,
                                                 QPDF_FALSE, QPDF_FALSE, QPDF_FALSE, QPDF_FALSE,
                                                 qpdf_r3p_none, QPDF_TRUE);
        ERRAND_CHECK(::qpdf_write(file_) < QPDF_ERRORS);
        return {reinterpret_cast<const char*>(::qpdf_get_buffer(file_)),
                ::qpdf_get_buffer_length(file_)};
    }

  private:
    qpdf_oh specification(const Inside& file) {
        const auto stream = ::qpdf_oh_new_stream(file_);
        const auto head = ::qpdf_oh_get_dict(file_, stream);
        ::qpdf_oh_replace_key(file_, head, "/Type", ::qpdf_oh_new_name(file_, "/EmbeddedFile"));
        ::qpdf_oh_replace_key(file_, head, "/Subtype", ::qpdf_oh_new_name(file_, "/text/xml"));
        const auto none = ::qpdf_oh_new_null(file_);
        ::qpdf_oh_replace_stream_data(file_, stream,
                                      reinterpret_cast<const unsigned char*>(file.bytes.data()),
                                      file.bytes.size(), none, none);
        const auto held = ::qpdf_oh_new_dictionary(file_);
        ::qpdf_oh_replace_key(file_, held, "/F", stream);
        const auto whole = ::qpdf_oh_new_dictionary(file_);
        ::qpdf_oh_replace_key(file_, whole, "/Type", ::qpdf_oh_new_name(file_, "/Filespec"));
        for (const char* key : {"/F", "/UF"})
            ::qpdf_oh_replace_key(file_, whole, key,
                                  ::qpdf_oh_new_unicode_string(file_, file.name.c_str()));
        ::qpdf_oh_replace_key(file_, whole, "/EF", held);
        return ::qpdf_make_indirect_object(file_, whole);
    }

    qpdf_data file_;
};

using Key = Owned<EVP_PKEY, ::EVP_PKEY_free>;
using Certificate = Owned<X509, ::X509_free>;

struct Signer {
    Key key;
    Certificate certificate;
};

const Signer& signer() {
    static const Signer made = [] {
        Signer one;
        one.key.reset(::EVP_EC_gen("P-256"));
        one.certificate.reset(::X509_new());
        auto* certificate = one.certificate.get();
        ::X509_set_version(certificate, 2);
        ::ASN1_INTEGER_set(::X509_get_serialNumber(certificate), 1);
        ::X509_gmtime_adj(::X509_getm_notBefore(certificate), 0);
        ::X509_gmtime_adj(::X509_getm_notAfter(certificate), 86'400);
        auto* name = ::X509_get_subject_name(certificate);
        ::X509_NAME_add_entry_by_txt(name, "CN", MBSTRING_UTF8,
                                     reinterpret_cast<const unsigned char*>("Made Signer"), -1, -1,
                                     0);
        ::X509_set_issuer_name(certificate, name);
        ::X509_set_pubkey(certificate, one.key.get());
        ::X509_sign(certificate, one.key.get(), ::EVP_sha256());
        return one;
    }();
    return made;
}

std::string taken(BIO* from) {
    char* bytes = nullptr;
    const auto size = BIO_get_mem_data(from, &bytes);
    return {bytes, static_cast<std::size_t>(size)};
}

}  // namespace

std::string_view name_of(Wrap wrap) {
    constexpr std::array<std::string_view, 4> kNames{".zip", ".7z", ".tar", ".tar.gz"};
    return kNames.at(static_cast<std::size_t>(wrap));
}

std::string archive(const std::vector<Inside>& files, Wrap wrap) {
    return packed(files, wrap, {});
}

std::string locked_zip(const std::vector<Inside>& files, const std::string& password) {
    return packed(files, Wrap::Zip, password);
}

std::string with_attachments(const std::string& pdf, const std::vector<Inside>& files) {
    PdfFile file(pdf);
    file.attach(files);
    return file.written(nullptr);
}

std::string locked_pdf(const std::string& pdf, const std::string& password) {
    return PdfFile(pdf).written(password.c_str());
}

std::string signed_file(const std::string& content, Signing form) {
    const Owned<BIO, ::BIO_free> in(
        ::BIO_new_mem_buf(content.data(), static_cast<int>(content.size())));
    const Owned<CMS_ContentInfo, ::CMS_ContentInfo_free> cms(
        ::CMS_sign(signer().certificate.get(), signer().key.get(), nullptr, in.get(), CMS_BINARY));
    ERRAND_CHECK(cms != nullptr);
    const Owned<BIO, ::BIO_free> out(::BIO_new(::BIO_s_mem()));
    ::i2d_CMS_bio(out.get(), cms.get());
    auto der = taken(out.get());
    if (form == Signing::Der) return der;
    if (form == Signing::Pem) {
        const Owned<BIO, ::BIO_free> armoured(::BIO_new(::BIO_s_mem()));
        ::PEM_write_bio(armoured.get(), PEM_STRING_CMS, "",
                        reinterpret_cast<const unsigned char*>(der.data()),
                        static_cast<long>(der.size()));
        return taken(armoured.get());
    }
    auto text = base64_encode(der);
    if (form == Signing::Base64) return text;
    std::string lines;
    for (std::size_t at = 0; at < text.size(); at += 64) lines += text.substr(at, 64) + "\r\n";
    return lines;
}

}  // namespace errand::synthetic
