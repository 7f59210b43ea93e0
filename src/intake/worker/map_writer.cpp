#include "intake/worker/map_writer.hpp"

#include "base/files.hpp"
#include "intake/worker/gdal.hpp"
#include "intake/worker/map_spool.hpp"

#include <cpl_conv.h>
#include <cpl_vsi.h>
#include <ogrsf_frmts.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <memory>

namespace intake::worker {

namespace {

constexpr const char* kFolder = "/vsimem/panhuo";
constexpr int kTextWidth = 254, kRealWidth = 18, kRealDecimals = 4;  // of a dbf

struct TargetField {
    enum class Kind : std::uint32_t { Text = 0, Real = 1, Date = 2 };
    std::string name, alias;
    Kind kind = Kind::Text;
};
struct Target {
    std::string table, title, crs;
    std::vector<TargetField> fields;
};

/// ReaderFailed with GDAL's last words.
base::Error gdal_error(const std::string& what) {
    const std::string why = CPLGetLastErrorMsg();
    return failed_error(what + (why.empty() ? "" : ": " + why));
}

class MapWriter {
  public:
    explicit MapWriter(std::string date) : date_(std::move(date)) {}

    base::Status begin(const Target& target) {
        CPLErrorReset();
        targets_.push_back(target);
        // One shapefile at a time: the one before is whole when its dataset is closed.
        dataset_.reset();
        const std::string path = std::string(kFolder) + "/" + target.table + ".shp";
        GDALDriver* const driver = GetGDALDriverManager()->GetDriverByName("ESRI Shapefile");
        if (driver == nullptr) return failed_error("GDAL has no such driver");
        dataset_.reset(driver->Create(path.c_str(), 0, 0, 0, GDT_Unknown, nullptr));
        if (!dataset_) return gdal_error(target.table);
        OGRSpatialReference system;
        system.SetAxisMappingStrategy(OAMS_TRADITIONAL_GIS_ORDER);
        const bool placed = target.crs.rfind("EPSG:", 0) == 0 &&
                            system.importFromEPSG(std::atoi(target.crs.c_str() + 5)) == OGRERR_NONE;
        std::string dated = "DBF_DATE_LAST_UPDATE=" + date_, encoding = "ENCODING=UTF-8", resize = "RESIZE=YES";
        char* options[] = {encoding.data(), resize.data(), dated.data(), nullptr};
        layer_ = dataset_->CreateLayer(target.table.c_str(), placed ? &system : nullptr, wkbPolygon, options);
        if (layer_ == nullptr) return gdal_error(target.table);
        for (const TargetField& field : target.fields) PANHUO_DO(add_field(field));
        return base::Done{};
    }

    base::Status row(BodyReader& body) {
        if (layer_ == nullptr) return failed_error("a row before its layer");
        body.number();
        const std::vector<TargetField>& fields = targets_.back().fields;
        if (body.number() != fields.size() + 1) return failed_error("a row of another length");
        const std::unique_ptr<OGRFeature> feature(OGRFeature::CreateFeature(layer_->GetLayerDefn()));
        for (std::size_t i = 0; i < fields.size(); ++i)
            set_field(*feature, static_cast<int>(i), fields[i].kind, std::string(body.string()));
        const std::string wkt(body.string());
        if (!body.good()) return failed_error("malformed frame");
        if (!wkt.empty()) {
            OGRGeometry* shape = nullptr;
            if (OGRGeometryFactory::createFromWkt(wkt.c_str(), nullptr, &shape) != OGRERR_NONE)
                return failed_error("a shape that is none");
            feature->SetGeometryDirectly(shape);
        }
        return layer_->CreateFeature(feature.get()) == OGRERR_NONE ? base::Status(base::Done{})
                                                                   : gdal_error(targets_.back().table);
    }

    /// Writes what is left; nothing can be added afterwards.
    base::Status finish() {
        layer_ = nullptr;
        dataset_.reset();
        return base::Done{};
    }

  private:
    base::Status add_field(const TargetField& field) {
        OGRFieldDefn definition(field.name.c_str(), field.kind == TargetField::Kind::Real   ? OFTReal
                                                    : field.kind == TargetField::Kind::Date ? OFTDate
                                                                                            : OFTString);
        if (field.kind == TargetField::Kind::Text) definition.SetWidth(kTextWidth);
        if (field.kind == TargetField::Kind::Real) {
            definition.SetWidth(kRealWidth);
            definition.SetPrecision(kRealDecimals);
        }
        return layer_->CreateField(&definition) == OGRERR_NONE ? base::Status(base::Done{}) : gdal_error(field.name);
    }

    static void set_field(OGRFeature& feature, int index, TargetField::Kind kind, const std::string& cell) {
        if (cell.empty()) return;
        int year = 0, month = 0, day = 0;
        if (kind == TargetField::Kind::Real) {
            feature.SetField(index, std::strtod(cell.c_str(), nullptr));
        } else if (kind == TargetField::Kind::Date && std::sscanf(cell.c_str(), "%d-%d-%d", &year, &month, &day) == 3) {
            feature.SetField(index, year, month, day);
        } else {
            feature.SetField(index, cell.c_str());
        }
    }

    std::string date_;
    std::vector<Target> targets_;
    Dataset dataset_;
    OGRLayer* layer_ = nullptr;
};

Target read_target(BodyReader& body) {
    Target target;
    target.table = body.string();
    target.title = body.string();
    target.crs = body.string();
    const std::uint32_t count = body.number();
    for (std::uint32_t i = 0; i < count && body.good(); ++i) {
        TargetField field;
        field.name = body.string();
        field.alias = body.string();
        field.kind = static_cast<TargetField::Kind>(body.number());
        target.fields.push_back(std::move(field));
    }
    return target;
}

base::Status write_layers(const std::string& spool, MapWriter& writer) {
    base::Status status = base::Done{};
    bool ended = false;
    FrameDecoder decoder([&](FrameType type, std::string_view bytes) {
        BodyReader body(bytes);
        ended = type == FrameType::End;
        if (type == kTargetFrame) {
            const Target target = read_target(body);
            status = body.good() ? writer.begin(target) : failed_error("malformed frame");
        } else if (type == FrameType::Row) {
            status = writer.row(body);
        }
        return status.ok() && !ended;
    });
    decoder.feed(spool);
    if (!status.ok()) return status;
    return ended ? base::Status(base::Done{}) : failed_error("the spool was cut off");
}

/// What lies in memory now, in the order of names.
base::Status say_files(const Output::Write& write) {
    const std::unique_ptr<char*, decltype(&CSLDestroy)> names(VSIReadDir(kFolder), CSLDestroy);
    std::vector<std::string> sorted;
    for (int i = 0; names && names.get()[i] != nullptr; ++i) sorted.emplace_back(names.get()[i]);
    std::sort(sorted.begin(), sorted.end());
    for (const std::string& name : sorted) {
        vsi_l_offset size = 0;
        const GByte* const bytes = VSIGetMemFileBuffer((std::string(kFolder) + "/" + name).c_str(), &size, FALSE);
        if (bytes == nullptr) continue;
        std::string_view rest(reinterpret_cast<const char*>(bytes), size);
        do {
            const std::string_view piece = rest.substr(0, kFilePiece);
            if (!write(FrameWriter(kFileFrame).string(name).string(piece).take()))
                return failed_error("nobody listens");
            rest.remove_prefix(piece.size());
        } while (!rest.empty());
    }
    return base::Done{};
}

}  // namespace

base::Status write_map(const std::string& date, const std::string& spool, const Output::Write& write) {
    PANHUO_TRY(const std::string bytes, base::read_file(spool));
    set_up_gdal();
    RegisterOGRShape();
    VSIRmdirRecursive(kFolder);
    VSIMkdir(kFolder, 0700);
    MapWriter writer(date);
    PANHUO_DO(write_layers(bytes, writer));
    PANHUO_DO(writer.finish());
    return say_files(write);
}

}  // namespace intake::worker
