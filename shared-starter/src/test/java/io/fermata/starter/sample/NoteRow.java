package io.fermata.starter.sample;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.util.List;
import org.hibernate.annotations.TenantId;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.transaction.annotation.Transactional;

@Entity
@Table(name = "notes")
class NoteRow {
    @TenantId
    String tenantId;

    @Id
    String id;

    String text;

    @Version
    long version;

    NoteRow() {}

    NoteRow(String id, String text) {
        this.id = id;
        this.text = text;
    }

    interface Repository extends JpaRepository<NoteRow, String> {
        // Unlike the inherited ones, declared queries open no transaction by themselves.
        @Transactional(readOnly = true)
        List<NoteRow> findAllByOrderByIdDesc();
    }
}
