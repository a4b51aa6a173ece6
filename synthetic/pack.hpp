// Owns: what wraps documents: archives, signatures, PDF attachments and locks. Any thread.
#pragma once

#include <string>
#include <vector>

#include "synthetic/random.hpp"

namespace errand::synthetic {

struct Inside {
    std::string name;
    std::string bytes;
};

enum class Wrap { Zip, SevenZip, Tar, TarGz };
std::string_view name_of(Wrap wrap);  // with its point: ".zip"

std::string archive(const std::vector<Inside>& files, Wrap wrap);
// A ZIP whose entries need a password.
std::string locked_zip(const std::vector<Inside>& files, const std::string& password);

// Files attached to a PDF.
std::string with_attachments(const std::string& pdf, const std::vector<Inside>& files);
// A PDF that needs a password to be opened.
std::string locked_pdf(const std::string& pdf, const std::string& password);

enum class Signing { Der, Pem, Base64, Base64Lines };
// CMS with the content in it, signed with a key made for this run.
std::string signed_file(const std::string& content, Signing form);

}  // namespace errand::synthetic
